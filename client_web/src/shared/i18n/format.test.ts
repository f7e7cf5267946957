import { describe, expect, it } from 'vitest';
import {
  differsFromAstana,
  formatDateTime,
  formatDayOfWeek,
  formatDuration,
  formatHours,
  formatNumber,
  formatTimeWithSeconds,
  formatWindow,
} from './format';

const INSTANT = '2026-11-21T09:05:07Z';

describe('dates in Astana time', () => {
  it.each([
    ['kk', '2026 жылғы 21 қараша, 14:05'],
    ['ru', '21 ноября 2026 г., 14:05'],
    ['en', '21 November 2026, 14:05'],
  ] as const)('%s', (language, expected) => {
    expect(formatDateTime(INSTANT, language)).toBe(expected);
  });

  it.each([
    ['kk', '21 қараша, сенбі'],
    ['ru', '21 ноября, суббота'],
    ['en', '21 November, Saturday'],
  ] as const)('names the day of the week in %s', (language, expected) => {
    expect(formatDayOfWeek(INSTANT, language)).toBe(expected);
  });

  it('turns the day at midnight in Astana, not in Greenwich', () => {
    expect(formatDateTime('2026-12-31T18:59:59Z', 'kk')).toBe('2026 жылғы 31 желтоқсан, 23:59');
    expect(formatDateTime('2026-12-31T19:00:00Z', 'kk')).toBe('2027 жылғы 1 қаңтар, 00:00');
  });

  it('shows seconds where saving is confirmed', () => {
    expect(formatTimeWithSeconds(INSTANT)).toBe('14:05:07');
  });

  it('names the day of a window once when it is one day', () => {
    expect(formatWindow('2026-11-21T04:00:00Z', '2026-11-21T13:30:00Z', 'ru')).toBe(
      '21 ноября 2026 г., 09:00–18:30',
    );
    expect(formatWindow('2026-11-21T04:00:00Z', '2026-11-22T13:30:00Z', 'en')).toBe(
      '21 November 2026, 09:00 – 22 November 2026, 18:30',
    );
  });

  it.each([
    ['kk', '2026 жылғы 21 қараша, тәулік бойы кез келген уақытта'],
    ['ru', '21 ноября 2026 г., в любое время суток'],
    ['en', '21 November 2026, at any time of the day'],
  ] as const)('calls a window from midnight to midnight a day in %s', (language, expected) => {
    const [opens, closes] = ['2026-11-20T19:00:00Z', '2026-11-21T19:00:00Z'];
    expect(formatWindow(opens, closes, language)).toBe(expected);
    expect(expected).toContain(formatHours(opens, closes, language));
    expect(formatWindow(opens, closes, language, 'Europe/Berlin')).toContain('20:00');
  });

  it('calls a day long window that begins at noon no day', () => {
    const [opens, closes] = ['2026-11-21T07:00:00Z', '2026-11-22T07:00:00Z'];
    expect(formatWindow(opens, closes, 'en')).toBe('21 November 2026, 12:00 – 22 November 2026, 12:00');
    expect(formatHours('2026-11-20T19:00:00Z', '2026-11-21T18:59:00Z', 'en')).toBe('00:00–23:59');
  });

  it('tells whether another zone shows another time', () => {
    expect(differsFromAstana(INSTANT, 'Asia/Tashkent')).toBe(false);
    expect(differsFromAstana(INSTANT, 'Europe/Berlin')).toBe(true);
  });
});

describe('durations and numbers', () => {
  it.each([
    [3300, '55:00'],
    [3299.9, '54:59'],
    [59, '0:59'],
    [3661, '1:01:01'],
    [-3, '0:00'],
  ])('%d s is %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('writes Kazakh numbers in the Russian form', () => {
    expect(formatNumber(12345.6, 'kk', 1)).toBe(formatNumber(12345.6, 'ru', 1));
    expect(formatNumber(1234.5, 'en', 1)).toBe('1,234.5');
  });
});
