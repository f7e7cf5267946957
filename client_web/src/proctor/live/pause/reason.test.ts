import { expect, it } from 'vitest';
import { readReason } from './reason';

it.each([
  ['ok', null],
  ['  ab  ', null],
  [' dog ', 'dog'],
  ['x'.repeat(2000), 'x'.repeat(2000)],
  ['x'.repeat(2001), null],
])('%j', (text, reason) => {
  expect(readReason(text)).toBe(reason);
});
