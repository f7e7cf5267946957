import { describe, expect, it } from 'vitest';
import { marksOf, placed } from './places';

describe('a plot of ranges', () => {
  it.each([
    [-1, 0],
    [0, 50],
    [1, 100],
    [3, 100],
  ])('puts %i at %i of 100', (value, place) => {
    expect(placed(value, { min: -1, max: 1 }, 100)).toBe(place);
  });

  it('marks its edges and its middle', () => {
    expect(marksOf({ min: -1, max: 1 })).toEqual([-1, -0.5, 0, 0.5, 1]);
  });
});
