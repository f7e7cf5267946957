import { expect, it } from 'vitest';
import { leafOf } from './layout';

const all = Array.from({ length: 21 }, (_, n) => n);

it.each([
  ['9', 0, [0, 9], 0, 3],
  ['9', 2, [18, 21], 2, 3],
  ['9', 7, [18, 21], 2, 3],
  ['16', 1, [16, 21], 1, 2],
  ['4', -1, [0, 4], 0, 6],
  ['list', 5, [0, 21], 0, 1],
] as const)('%s at page %i', (layout, asked, [from, to], page, n_pages) => {
  expect(leafOf(all, layout, asked)).toEqual({ shown: all.slice(from, to), page, n_pages });
});

it('has one empty page when nobody is there', () => {
  expect(leafOf([], '9', 3)).toEqual({ shown: [], page: 0, n_pages: 1 });
});
