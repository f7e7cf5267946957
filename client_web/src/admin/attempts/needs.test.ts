import { describe, expect, it } from 'vitest';
import { accommodationsOf, NO_NEEDS, readPercent } from './needs';

describe('accommodations', () => {
  it.each([
    ['', 0],
    [' 0 ', 0],
    ['25', 25],
    ['300', 300],
  ])('reads %j per cent', (text, value) => {
    expect(readPercent(text)).toBe(value);
  });

  it.each(['301', '-1', '2.5', 'x', '25%'])('refuses %j', (text) => {
    expect(readPercent(text)).toBeNull();
  });

  it('sends none where none is needed', () => {
    expect(accommodationsOf(NO_NEEDS)).toBeNull();
    expect(accommodationsOf({ ...NO_NEEDS, percent: '0' })).toBeNull();
  });

  it('sends what is needed', () => {
    expect(accommodationsOf({ percent: '25', larger_text: true, high_contrast: false })).toEqual({
      extra_percent: 25,
      larger_text: true,
      high_contrast: false,
    });
  });
});
