import { describe, expect, it } from 'vitest';
import type { AttemptSummary } from '../data';
import { standingOf } from './standing';

const attempt = (state: AttemptSummary['state'], now: string): AttemptSummary => ({
  id: 'a1',
  programme_id: 'legislation',
  title: { kk: '', ru: '', en: '' },
  state,
  close_cause: null,
  language: null,
  n_items: 55,
  limit_s: 3300,
  window_opens_at: '2026-11-21T04:00:00Z',
  window_closes_at: '2026-11-21T13:30:00Z',
  started_at: null,
  deadline_at: null,
  closed_at: null,
  server_now: now,
});

describe('standingOf', () => {
  it.each([
    ['2026-11-21T03:59:59Z', 'early'],
    ['2026-11-21T04:00:00Z', 'open'],
    ['2026-11-21T13:29:59Z', 'open'],
    ['2026-11-21T13:30:00Z', 'missed'],
  ])('before the start at %s: %s', (now, expected) => {
    for (const state of ['assigned', 'consented', 'checked'] as const) {
      expect(standingOf(attempt(state, now))).toBe(expected);
    }
  });

  it.each([
    ['running', 'running'],
    ['closed', 'awaiting'],
    ['released', 'released'],
  ] as const)('%s is %s whatever the time', (state, expected) => {
    expect(standingOf(attempt(state, '2026-11-30T00:00:00Z'))).toBe(expected);
  });
});
