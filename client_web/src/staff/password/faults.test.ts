import { expect, it } from 'vitest';
import { EMPTY, faultsOf, FEWEST_SIGNS } from './faults';

const good = { old: 'given by somebody', next: 'four words of mine', again: 'four words of mine' };

it('lets through a new password that was typed alike twice', () => {
  expect(faultsOf(good)).toEqual({});
});

it('misses what is empty, and the second typing only where it differs', () => {
  expect(faultsOf(EMPTY)).toEqual({ old: 'missing', next: 'missing' });
  expect(faultsOf({ ...good, again: '' })).toEqual({ again: 'differs' });
});

it('counts signs to the server’s edge', () => {
  const of = (n: number) => ({ ...good, next: 'x'.repeat(n), again: 'x'.repeat(n) });
  expect(faultsOf(of(FEWEST_SIGNS))).toEqual({});
  expect(faultsOf(of(FEWEST_SIGNS - 1))).toEqual({ next: 'short' });
});

it('takes the present password for no new one', () => {
  expect(faultsOf({ ...good, next: good.old, again: good.old })).toEqual({ next: 'same' });
});
