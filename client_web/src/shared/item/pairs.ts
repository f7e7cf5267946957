/// Which pairs of a match are chosen, and which may still be. Pure.
import { toggled } from './answers';
import type { ChoiceView, MatchInteraction } from './types';

export const pairOf = (left: string, right: string): string => `${left} ${right}`;

/** Whether every left row takes one answer at most: then a list per row is clearer than a grid. */
export const isOneToRow = ({ left }: MatchInteraction): boolean => left.every((one) => one.match_max === 1);

const side = (pair: string, which: 0 | 1): string => pair.split(' ')[which] ?? '';

export const rightOf = (pairs: readonly string[], left: string): string =>
  side(pairs.find((pair) => side(pair, 0) === left) ?? '', 1);

/** The pairs after a row's list was set; '' takes the row's pair out. */
export function withRow(pairs: readonly string[], left: string, right: string): readonly string[] {
  const others = pairs.filter((pair) => side(pair, 0) !== left);
  return right === '' ? others : [...others, pairOf(left, right)];
}

export const withPair = (pairs: readonly string[], left: string, right: string): readonly string[] =>
  toggled(pairs, pairOf(left, right), 0);

/** Whether a pair that is not chosen may be, by both sides' limits and the whole's (0 = any number). */
export function isFree(
  { max_associations }: MatchInteraction,
  pairs: readonly string[],
  left: ChoiceView,
  right: ChoiceView,
): boolean {
  const used = (which: 0 | 1, id: string) => pairs.filter((pair) => side(pair, which) === id).length;
  const has = (limit: number, n: number) => limit === 0 || n < limit;
  return (
    has(max_associations, pairs.length) &&
    has(left.match_max, used(0, left.id)) &&
    has(right.match_max, used(1, right.id))
  );
}
