/// Which words two texts do not share: each side as pieces, changed or not. Pure.
import { diffArrays } from 'diff';

const BLOCK_END = /<\/(?:p|div|li|tr|table|blockquote|caption)>|<br\s*\/?>/g;

/** HTML as it reads: a line a block, places and pictures in brackets. */
export function readable(html: string): string {
  const seen = html
    .replace(/<(div|span) data-response="([^"]*)"><\/\1>/g, '\n[$2]')
    .replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, '[$1]')
    .replace(/<\/t[dh]>/g, ' | ')
    .replace(BLOCK_END, '\n')
    .replace(/<[^>]+>/g, '');
  const words = seen
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return words.replace(/\n{2,}/g, '\n').trim();
}

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
