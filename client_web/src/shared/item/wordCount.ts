/// How many words a text has: the server's rule (exam_engine/word_count.py), held to the same table of vectors.

/** Soft hyphen, zero-width space, word joiner: nobody sees them. */
const UNSEEN = /[\u00AD\u200B\u2060]/g;
/** White space, slash, dashes; and `, ; : ! ?` unless between two digits. `\s` would differ from the server's. */
const BREAK =
  /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000/\u2012-\u2015\u2E3A\u2E3B]|(?<!\p{Nd})[,;:!?]|[,;:!?](?!\p{Nd})/u;
const WORD = /[\p{L}\p{N}]/u;

export function countWords(text: string): number {
  const seen = text.normalize('NFC').replace(UNSEEN, '');
  return seen.split(BREAK).filter((piece) => WORD.test(piece)).length;
}
