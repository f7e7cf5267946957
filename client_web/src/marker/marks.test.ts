import { expect, it } from 'vitest';
import { groupOf, scaleOf, wordsOver } from './marks';

it('gives every mark of the scale, both ends included', () => {
  expect(scaleOf({ lowest: 0, highest: 5 })).toEqual([0, 1, 2, 3, 4, 5]);
  expect(scaleOf({ lowest: 1, highest: 1 })).toEqual([1]);
  expect(scaleOf({ lowest: 2, highest: 1 })).toEqual([]);
});

it.each([
  ['not taken', false, null, 'waiting'],
  ['taken', true, null, 'own'],
  ['marked', true, 4, 'marked'],
  ['marked with zero', true, 0, 'marked'],
] as const)('%s', (_, mine, value, group) => {
  expect(groupOf({ mine, value })).toBe(group);
});

it('counts words over the limit only', () => {
  expect(wordsOver(200, 200)).toBe(0);
  expect(wordsOver(207, 200)).toBe(7);
  expect(wordsOver(0, 200)).toBe(0);
});
