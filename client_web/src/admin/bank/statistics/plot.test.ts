import { expect, it } from 'vitest';
import { marksOf, pathOf, placed, rangeOf } from './plot';

it.each([
  [0, 0],
  [5, 50],
  [10, 100],
])('%i of 0…10 lies at %i', (value, at) => {
  expect(placed(value, { min: 0, max: 10 }, 100)).toBe(at);
});

it('a range of one value has it in the middle', () => {
  expect(placed(3, rangeOf([3, 3]), 80)).toBe(40);
});

it.each([
  [{ min: 0, max: 1 }, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [{ min: -4, max: 4 }, [-4, -2, 0, 2, 4]],
  [{ min: 0, max: 37 }, [0, 10, 20, 30]],
  [{ min: 2, max: 2 }, [2]],
])('marks of %j', (range, marks) => {
  expect(marksOf(range)).toEqual(marks);
});

it('a path goes from point to point', () => {
  expect(
    pathOf([
      { x: 0, y: 1 },
      { x: 2.25, y: 3 },
    ]),
  ).toBe('M0.0 1.0L2.3 3.0');
});
