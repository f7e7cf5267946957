import { describe, expect, it } from 'vitest';
import { mediaState, wallOrder, type WallAttempt } from './wall';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const at = (seconds_ago: number): string => new Date(NOW - seconds_ago * 1000).toISOString();
const attempt = (
  id: string,
  seconds_ago: number | null,
  connected = true,
  started_ago = 600,
): WallAttempt => ({
  attempt_id: id,
  personal_number: id,
  started_at: at(started_ago),
  silent_since: null,
  media: { connected, last_media_at: seconds_ago === null ? null : at(seconds_ago) },
});

describe('mediaState', () => {
  it.each([
    ['just now', attempt('a', 1), 'receiving'],
    ['at the edge', attempt('a', 10), 'receiving'],
    ['longer ago', attempt('a', 10.1), 'silent'],
    ['by the server’s alarm', { ...attempt('a', 2), silent_since: at(12) }, 'silent'],
    ['just disconnected', attempt('a', 4, false), 'connecting'],
    ['disconnected a while ago', attempt('a', 40, false), 'silent'],
    ['not yet, just started', attempt('a', null, false, 5), 'connecting'],
    ['never', attempt('a', null, false, 60), 'silent'],
    ['clock of the page behind', attempt('a', -3), 'receiving'],
  ])('media %s: %s', (_, row, state) => {
    expect(mediaState(row, NOW)).toBe(state);
  });
});

describe('wallOrder', () => {
  it('floats silent cameras up and keeps the rest by start', () => {
    const rows = [attempt('c', 1, true, 100), attempt('b', 60, false, 200), attempt('a', 1, true, 300)];
    expect(wallOrder(rows, NOW).map((row) => row.attempt_id)).toEqual(['b', 'a', 'c']);
  });

  it('moves nothing when only media times change', () => {
    const before = [attempt('a', 1), attempt('b', 3), attempt('c', 2)];
    const after = [attempt('c', 9), attempt('a', 4), attempt('b', 1)];
    const ids = (rows: WallAttempt[]) => wallOrder(rows, NOW).map((row) => row.attempt_id);
    expect(ids(after)).toEqual(ids(before));
  });
});
