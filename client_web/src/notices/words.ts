/// A notice in words: its kind chooses the sentence, its parameters fill it.
import {
  differsFromAstana,
  formatDateTime,
  formatWindow,
  type Language,
  ownZone,
  type Translate,
} from '../shared';
import type { Notice } from './data';
import type kk from './texts/kk';

type Say = Translate<typeof kk>;
type Kind = Notice['kind'];
type Params = Readonly<Record<string, string | undefined>>;
type Figures = Readonly<Record<string, number | null | undefined>>;

/** Every kind the server knows; one that is missing here, or has no sentence, does not compile. */
const KNOWN: Readonly<Record<Kind, true>> = {
  booking_made: true,
  booking_moved: true,
  booking_reminder: true,
  booking_missed: true,
  result_released: true,
  violation_decided: true,
  attempt_void: true,
  appeal_received: true,
  appeal_upheld: true,
  appeal_rejected: true,
  reviews_will_be_late: true,
  reviews_late_soon: true,
  reviews_overdue: true,
};

/** The sentence of a notice; `titles` gives a programme's title by its id, where it is known. `zone`: the reader's. */
export function noticeWords(
  notice: Notice,
  t: Say,
  language: Language,
  titles: ReadonlyMap<string, string>,
  zone: string = ownZone(),
): string {
  if (!Object.hasOwn(KNOWN, notice.kind)) return t('other', { kind: notice.kind });
  const params = notice.params as Params;
  const { programme_id = '', due_at } = params;
  return t(notice.kind, {
    programme: titles.get(programme_id) ?? programme_id,
    when: whenOf(params, t, language, zone) ?? formatDateTime(notice.created_at, language),
    due: due_at ? formatDateTime(due_at, language) : '',
    language: t(params['language'] === 'ru' ? 'language.ru' : 'language.kk'),
    ...figuresOf(notice.params as Figures, t),
  });
}

/** Where a notice leads: to the result, or to the decision with its evidence and appeal; null: it says it all. */
export function placeOf({ kind, params }: Notice): string | null {
  const { attempt_id } = params as Params;
  if (attempt_id === undefined) return null;
  return kind === 'result_released' ? `/attempts/${attempt_id}` : `/attempts/${attempt_id}/decision`;
}

/** What an alarm counts, and how many people it takes. */
function figuresOf({ n_late, n_waiting, n_proctors, n_needed }: Figures, t: Say) {
  const advice =
    typeof n_needed === 'number'
      ? t('advice.needed', { needed: n_needed, have: n_proctors ?? 0 })
      : t('advice.never');
  return { late: n_late ?? 0, waiting: n_waiting ?? 0, advice };
}

/** A window in Astana time, and by the reader's clock where that shows another time. */
function whenOf({ opens_at, closes_at }: Params, t: Say, language: Language, zone: string): string | null {
  if (!opens_at || !closes_at) return null;
  const time = formatWindow(opens_at, closes_at, language);
  if (!differsFromAstana(opens_at, zone)) return t('when', { time });
  return t('whenBoth', { time, own: formatWindow(opens_at, closes_at, language, zone) });
}
