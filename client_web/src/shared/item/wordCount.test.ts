import { describe, expect, it } from 'vitest';
import table from '../../../../exam_engine/vectors/word_count.json';
import { countWords } from './wordCount';

describe('countWords', () => {
  it('has a table worth its name', () => {
    expect(table.vectors.length).toBeGreaterThanOrEqual(60);
  });

  it.each(table.vectors)('$language: $why', ({ text, n_words }) => {
    expect(countWords(text)).toBe(n_words);
  });

  it('counts a long essay at once, whatever stands in it', () => {
    expect(countWords('сөз, 3,5 — '.repeat(5_000))).toBe(10_000);
  });
});
