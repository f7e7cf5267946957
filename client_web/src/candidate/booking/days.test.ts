// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { daysOf, firstFreeDay, type OfferedWindow, ownTimes } from './days';

function offered(opens_at: string, hours: number, refusal: string | null = null): OfferedWindow {
  const closes_at = new Date(Date.parse(opens_at) + hours * 3_600_000).toISOString();
  return { id: opens_at, opens_at, closes_at, languages: ['kk'], n_free: 1, refusal };
}

// 19:30 UTC is half past midnight of the next day in Astana.
const LATE = offered('2026-11-25T19:30:00Z', 4);
const MORNING = offered('2026-11-26T05:00:00Z', 4);
const FULL = offered('2026-11-24T05:00:00Z', 4, 'window_full');

describe('days of windows', () => {
  it('are the days of Astana', () => {
    expect(daysOf([FULL, LATE, MORNING], 'ru').map((day) => [day.label, day.windows.length])).toEqual([
      ['24 ноября 2026 г.', 1],
      ['26 ноября 2026 г.', 2],
    ]);
  });

  it('begin with the first on which a place can be taken', () => {
    expect(firstFreeDay(daysOf([FULL, LATE], 'en'))).toBe('26 November 2026');
    expect(firstFreeDay(daysOf([FULL], 'en'))).toBe('24 November 2026');
    expect(firstFreeDay([])).toBe('');
  });

  it('are told by the own clock too, with the day where it is another one', () => {
    expect(ownTimes(MORNING, 'ru', 'Europe/Berlin')).toBe('06:00–10:00');
    expect(ownTimes(LATE, 'ru', 'Europe/Berlin')).toBe('25 ноября 2026 г., 20:30 – 26 ноября 2026 г., 00:30');
  });
});
