import { describe, expect, it } from 'vitest';
import { readCapacity } from './capacity';

describe('the number of places', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['1', 1],
    ['5 000', 5000],
    ['1000000', 1_000_000],
  ])('reads %j', (text, value) => {
    expect(readCapacity(text)).toEqual({ ok: true, value });
  });

  it.each(['0', '-3', '2.5', 'many', '1000001', '99999999'])('refuses %j', (text) => {
    expect(readCapacity(text)).toEqual({ ok: false });
  });
});
