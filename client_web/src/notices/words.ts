/// A notice in words: its kind chooses the sentence, its parameters fill it.
import { formatDateTime, formatWindow, type Language, type Translate } from '../shared';
import type { Notice } from './data';
import type kk from './texts/kk';

type Say = Translate<typeof kk>;
const OF_BOOKINGS = ['booking_made', 'booking_moved', 'booking_reminder', 'booking_missed'] as const;

/** The sentence of a notice; `titles` gives a programme's title by its id, where it is known. */
export function noticeWords(
  notice: Notice,
  t: Say,
  language: Language,
  titles: ReadonlyMap<string, string>,
): string {
  const kind = OF_BOOKINGS.find((each) => each === notice.kind);
  if (!kind) return t('other', { kind: notice.kind });
  const { programme_id, opens_at, closes_at, language: test } = notice.params as Record<string, string>;
  const programme = titles.get(programme_id ?? '') ?? programme_id ?? '';
  const when =
    opens_at && closes_at ? formatWindow(opens_at, closes_at, language) : formatDateTime(notice.created_at, language);
  const filled = { programme, when };
  if (kind === 'booking_made' || kind === 'booking_moved') {
    return t(kind, { ...filled, language: t(test === 'ru' ? 'language.ru' : 'language.kk') });
  }
  return t(kind, filled);
}
