/// What a programme's document says, read for a person: parts, times, sections, what passes.
import type { Schemas } from '../../shared';

export type LocalText = Schemas['LocalTextView'];

export interface SectionSummary {
  readonly id: string;
  readonly title: LocalText;
  readonly n_items: number;
  readonly minimum: number;
}

export interface BlockSummary {
  readonly id: string;
  readonly title: LocalText;
  readonly kind: string;
  readonly limit_s: number;
  readonly break_s: number;
  readonly forward: boolean;
  readonly sections: readonly SectionSummary[];
  readonly max_words: number | null;
  readonly by_direction: boolean;
}

export interface Summary {
  readonly title: LocalText;
  readonly pass_total: number | null;
  readonly retake: boolean;
  readonly pauses: boolean;
  readonly credits: boolean;
  /** null: as long as the house keeps recordings. */
  readonly kept_days: number | null;
  readonly blocks: readonly BlockSummary[];
}

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const partOf = (value: unknown): Part => (isPart(value) ? value : {});
const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function localOf(value: unknown): LocalText {
  const part = partOf(value);
  return { kk: textOf(part.kk), ru: textOf(part.ru), en: typeof part.en === 'string' ? part.en : null };
}

const sectionOf = (part: Part): SectionSummary => ({
  id: textOf(part.id),
  title: localOf(part.title),
  n_items: numberOf(part.n_items),
  minimum: numberOf(part.minimum_correct),
});

function blockOf(part: Part): BlockSummary {
  const essay = partOf(part.essay);
  return {
    id: textOf(part.id),
    title: localOf(part.title),
    kind: textOf(part.kind),
    limit_s: numberOf(part.limit_s),
    break_s: numberOf(partOf(part.break_after).length_s),
    forward: part.navigation === 'forward',
    sections: partsOf(part.sections).map(sectionOf),
    max_words: typeof essay.max_words === 'number' ? essay.max_words : null,
    by_direction: essay.by_direction === true,
  };
}

/** Read what is shown of a saved document; a field that is missing has the value the server takes for it. */
export function summaryOf(document: Part): Summary {
  return {
    title: localOf(document.title),
    pass_total: typeof document.pass_total === 'number' ? document.pass_total : null,
    retake: document.retake === true,
    pauses: document.pauses === true,
    credits: document.network_outages === 'by_person',
    kept_days: typeof document.recordings_kept_days === 'number' ? document.recordings_kept_days : null,
    blocks: partsOf(document.blocks).map(blockOf),
  };
}

/** The sections whose task is drawn by the candidate's direction; none: the programme needs no direction. */
export function directedSections(document: Part): string[] {
  return summaryOf(document)
    .blocks.filter(({ by_direction }) => by_direction)
    .flatMap(({ sections }) => sections.map(({ id }) => id));
}
