import { describe, expect, it } from 'vitest';
import { stepOf, withinWindow } from './place';

const own = { width: 300, height: 400 };
const window = { width: 1280, height: 800 };

describe('withinWindow', () => {
  it.each([
    [
      { x: 100, y: 100 },
      { x: 100, y: 100 },
    ],
    [
      { x: -50, y: -1 },
      { x: 8, y: 8 },
    ],
    [
      { x: 5000, y: 5000 },
      { x: 972, y: 392 },
    ],
  ])('keeps %j at %j', (wished, kept) => {
    expect(withinWindow(wished, own, window)).toEqual(kept);
  });

  it('keeps the head in sight in a window smaller than itself', () => {
    expect(withinWindow({ x: 40, y: 40 }, own, { width: 200, height: 200 })).toEqual({ x: 8, y: 8 });
  });
});

describe('stepOf', () => {
  it('moves by arrows alone', () => {
    expect(stepOf('ArrowLeft')).toEqual({ x: -24, y: 0 });
    expect(stepOf('a')).toBeNull();
  });
});
