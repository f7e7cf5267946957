/// How often what changes in an answer goes to the server: a choice at once, typed text every few seconds. Pure.
import type { Answers, ItemView } from '../../shared/item';

const WORD_PACE_MS = 1500;
const ESSAY_PACE_MS = 4000;

/** The pace of the change from `before` to `after`, ms; 0: at once. */
export function paceOf(item: ItemView, before: Answers, after: Answers): number {
  const changed = item.interactions.filter(
    ({ response_id }) => (before[response_id] ?? []).join('\n') !== (after[response_id] ?? []).join('\n'),
  );
  if (changed.some(({ kind }) => kind === 'extended_text')) return ESSAY_PACE_MS;
  return changed.some(({ kind }) => kind === 'text_entry') ? WORD_PACE_MS : 0;
}
