import { describe, expect, it } from 'vitest';
import { announcedMinute } from './announcements';

const MINUTE = 60_000;

describe('announcedMinute', () => {
  it.each([
    [30 * MINUTE + 1, 30 * MINUTE, 30],
    [30 * MINUTE, 30 * MINUTE - 250, null],
    [5 * MINUTE + 100, 5 * MINUTE - 100, 5],
    [61_000, 60_000, 1],
    [31 * MINUTE, 3 * MINUTE, 5],
    [31 * MINUTE, -1, null],
    [55 * MINUTE, 54 * MINUTE, null],
  ])('from %i to %i ms left: %s', (before, now, expected) => {
    expect(announcedMinute(before, now)).toBe(expected);
  });
});
