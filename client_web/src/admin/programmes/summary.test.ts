import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { directedSections, summaryOf } from './summary';

/** The documents that come with the product. */
const documentOf = (id: string) => {
  const file = resolve(import.meta.dirname, `../../../../exam_engine/programmes/${id}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
};
const [essay, legislation] = [documentOf('essay'), documentOf('legislation')];

it('reads parts, sections, times and the pass mark of the legislation test', () => {
  const summary = summaryOf(legislation);
  expect(summary.pass_total).toBe(30);
  expect(summary.blocks).toHaveLength(1);
  expect(summary.blocks[0]).toMatchObject({ kind: 'items', limit_s: 3300, break_s: 0, max_words: null });
  expect(summary.blocks[0]?.sections.map(({ n_items, minimum }) => [n_items, minimum])).toEqual([
    [15, 5],
    [15, 5],
    [15, 5],
    [10, 5],
  ]);
  expect(directedSections(legislation)).toEqual([]);
});

it('reads an essay, whose task is drawn by direction', () => {
  expect(summaryOf(essay).blocks[0]).toMatchObject({ kind: 'essay', max_words: 200, by_direction: true });
  expect(directedSections(essay)).toEqual(['essay']);
});

it('takes what is missing for what the server takes it', () => {
  expect(summaryOf({})).toEqual({
    title: { kk: '', ru: '', en: null },
    pass_total: null,
    retake: false,
    pauses: false,
    credits: false,
    kept_days: null,
    blocks: [],
  });
});
