import { expect, it } from 'vitest';
import { isWhole, toldOf, together, type WhatIf } from './trial';

const slice = (n_attempts: number, n_before: number, n_after: number): WhatIf => ({
  n_attempts,
  n_analysed: 7,
  n_changed: n_before === n_after ? 0 : 1,
  types: [
    { type: 'turned', n_before, n_after, n_new: 0, n_gone: n_before - n_after },
    { type: 'frozen', n_before: 0, n_after: 0, n_new: 0, n_gone: 0 },
  ],
});

it('adds what was found in other attempts', () => {
  const found = together(together(null, slice(5, 4, 3)), slice(2, 1, 1));
  expect(found).toMatchObject({ n_attempts: 7, n_changed: 1 });
  expect(toldOf(found)).toEqual([{ type: 'turned', n_before: 5, n_after: 4, n_new: 0, n_gone: 1 }]);
});

it.each([
  [slice(5, 0, 0), slice(5, 0, 0), false],
  [slice(7, 0, 0), slice(2, 0, 0), true],
  [slice(5, 0, 0), slice(0, 0, 0), true],
])('knows when every attempt was tried', (found, last, whole) => {
  expect(isWhole(found, last)).toBe(whole);
});
