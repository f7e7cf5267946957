/// The scale of marks, and where each essay stands for the marker who looks at the list.
import type { Schemas } from '../shared';

export type EssayRow = Schemas['EssayRow'];

export const GROUPS = ['own', 'waiting', 'marked'] as const;
export type Group = (typeof GROUPS)[number];

/** Every mark that can be given, the lowest first. */
export function scaleOf({ lowest, highest }: Pick<EssayRow, 'lowest' | 'highest'>): number[] {
  return Array.from({ length: Math.max(highest - lowest + 1, 0) }, (_, step) => lowest + step);
}

export function groupOf({ mine, value }: Pick<EssayRow, 'mine' | 'value'>): Group {
  if (value !== null) return 'marked';
  return mine ? 'own' : 'waiting';
}

/** By how many words an essay is longer than allowed. */
export const wordsOver = (n_words: number, max_words: number): number => Math.max(n_words - max_words, 0);
