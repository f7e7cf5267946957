import { describe, expect, it } from 'vitest';
import { heightOf, soundPath } from './soundPath';
import { spanAt } from './spans';

const scale = { from_s: 0, to_s: 10, width_px: 100 };

describe('soundPath', () => {
  it.each([
    [-90, 0],
    [-70, 0],
    [-35, 0.5],
    [0, 1],
    [3, 1],
  ])('%d dB is %d of the height', (level, height) => {
    expect(heightOf(level)).toBe(height);
  });

  it('draws a column for each step that is known', () => {
    expect(soundPath({ step_s: 5, levels_db: [-35, null] }, scale, 14)).toBe('M0.0 14V7.0H50.0V14Z');
  });

  it('draws what lies in the window alone', () => {
    const levels_db = Array.from({ length: 100 }, () => 0);
    const zoomed = { from_s: 10, to_s: 20, width_px: 100 };
    expect(soundPath({ step_s: 1, levels_db }, zoomed, 14).match(/M/g)).toHaveLength(10);
  });
});

describe('spanAt', () => {
  const spans = [
    { slot: 0, t0_s: 0, t1_s: 10 },
    { slot: 4, t0_s: 12, t1_s: 20 },
  ];

  it.each([
    [0, 0],
    [9.9, 0],
    [10, null],
    [12, 4],
    [20, null],
  ])('second %d shows slot %s', (at_s, slot) => {
    expect(spanAt(spans, at_s)?.slot ?? null).toBe(slot);
  });
});
