import { describe, expect, it } from 'vitest';
import { keptState } from './kept';

const given = { answers: { RESPONSE: ['a'] }, savedAt: '2026-11-22T07:00:00Z' };

describe('keptState', () => {
  it.each([
    [undefined, 'clear', 'none'],
    [{ ...given, waiting: false }, 'clear', 'saved'],
    [{ ...given, waiting: true }, 'sending', 'saving'],
    [{ ...given, waiting: true }, 'trying', 'waiting'],
    [{ ...given, waiting: true }, 'stopped', 'waiting'],
    [{ answers: {}, savedAt: given.savedAt, waiting: false }, 'clear', 'none'],
    [{ answers: {}, savedAt: null, waiting: true }, 'trying', 'waiting'],
  ] as const)('%j over a line that is %s: %s', (answer, line, expected) => {
    expect(keptState(answer, line)).toBe(expected);
  });
});
