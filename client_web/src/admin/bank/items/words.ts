/// Which words two texts do not share: each side as pieces, changed or not. Pure.
import { diffArrays } from 'diff';

export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

const TOKENS = /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu;
const tokens = (text: string): string[] => text.match(TOKENS) ?? [];

/** Both texts in pieces: [as it was, as it is]. */
export function changedWords(before: string, after: string): readonly [Piece[], Piece[]] {
  const parts = diffArrays(tokens(before), tokens(after));
  const side = (skipped: 'added' | 'removed'): Piece[] =>
    parts
      .filter((part) => !part[skipped])
      .map((part) => ({ text: part.value.join(''), changed: part.added || part.removed }));
  return [side('added'), side('removed')];
}
