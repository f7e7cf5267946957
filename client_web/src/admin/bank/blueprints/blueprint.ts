/// What a blueprint becomes by each step of writing it. Pure.
import type { BlueprintDraft, BoundDraft, FilterDraft, PartDraft, StratumDraft } from '../queries/blueprints';

export const FILTER_NAMES = ['section', 'topic', 'kind', 'act', 'stimulus', 'code'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export function newBlueprint(): BlueprintDraft {
  return {
    name: '',
    programme_id: '',
    block_id: '',
    exposure_cap: '0.25',
    pass_rule: '',
    with_pilot: false,
    parts: [newPart([])],
  };
}

export const newPart = (taken: readonly string[]): PartDraft => ({
  id: freeId('part', taken),
  limit_s: null,
  navigation: 'free',
  locks: false,
  strata: [newStratum([])],
});

export const newStratum = (taken: readonly string[]): StratumDraft => ({
  id: freeId('stratum', taken),
  n: 10,
  filter: {},
  minimum_correct: 0,
  bounds: [],
});

export const newBound = (): BoundDraft => ({ filter: {}, minimum: 0, maximum: null });

/** `name-1`, `name-2` …: the first that nobody has. */
export function freeId(name: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${name}-${n}`)) n += 1;
  return `${name}-${n}`;
}

/** Values as they are written: a semicolon or a line between them, for topics may hold commas. */
export const valuesOf = (written: string): string[] => [
  ...new Set(
    written
      .split(/[\n;]+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];

export function withFilter(filter: FilterDraft, name: FilterName, values: readonly string[]): FilterDraft {
  const others = Object.entries(filter).filter(([other]) => other !== name);
  return Object.fromEntries(values.length > 0 ? [...others, [name, [...values]]] : others);
}

/** All strata of all parts, in order: ids must not repeat among them. */
export const strataOf = ({ parts }: BlueprintDraft): StratumDraft[] => parts.flatMap(({ strata }) => strata);

export const nItems = (draft: BlueprintDraft): number => strataOf(draft).reduce((sum, { n }) => sum + n, 0);

/** A blueprint of a programme's sections, as a start: each section a stratum of as many items as it asks. */
export function ofSections(
  draft: BlueprintDraft,
  sections: readonly { readonly id: string; readonly n_items: number; readonly minimum_correct: number }[],
): BlueprintDraft {
  const strata = sections.map(({ id, n_items, minimum_correct }) => ({
    id,
    n: n_items,
    filter: { section: [id] },
    minimum_correct,
    bounds: [],
  }));
  const [first] = draft.parts;
  return first && strata.length > 0 ? { ...draft, parts: [{ ...first, strata }] } : draft;
}

/** Whether it may be asked about: the server refuses what has no name. */
export const isWhole = (draft: BlueprintDraft): boolean =>
  draft.name.trim() !== '' &&
  draft.parts.every(
    ({ id, strata }) => id.trim() !== '' && strata.length > 0 && strata.every((one) => one.id.trim() !== ''),
  );
