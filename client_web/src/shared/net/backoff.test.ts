import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

const limits = { firstMs: 500, longestMs: 8000 };

describe('backoffMs', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [5, 8000],
    [6, 8000],
    [1000, 8000],
  ])('after failure %i waits at most %i ms', (failures, expected) => {
    expect(backoffMs(failures, 0, limits)).toBe(expected);
    expect(backoffMs(failures, 1, limits)).toBe(expected / 2);
  });
});
