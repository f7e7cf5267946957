/// Which item was worked on at a moment.
import type { ItemSpan } from './data';

/** The span that holds `at_s`; spans follow each other and never overlap. */
export function spanAt(spans: readonly ItemSpan[], at_s: number): ItemSpan | null {
  return spans.findLast(({ t0_s, t1_s }) => t0_s <= at_s && at_s < t1_s) ?? null;
}
