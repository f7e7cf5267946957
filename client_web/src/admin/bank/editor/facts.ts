/// How the fields about an item's place in the bank are read. Pure.
import type { ItemDraft } from '../types';

type Source = NonNullable<ItemDraft['source']>;

/** The source with one part changed; none when all its parts are empty. */
export function withSource(source: Source | null, part: Partial<Source>): Source | null {
  const next = { act: '', article: '', edition_date: '', ...source, ...part };
  return next.act === '' && next.article === '' && next.edition_date === '' ? null : next;
}

/** Codes written with commas, semicolons or spaces between them, each once. */
export const codesOf = (written: string): string[] => [
  ...new Set(written.split(/[\s,;]+/).filter((code) => code !== '')),
];
