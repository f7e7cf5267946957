import { describe, expect, it } from 'vitest';
import { astanaMoment, daysAhead, fromField, toField } from './astana';

it('counts days in Astana, not in the browser’s zone', () => {
  const astana = (text: string) => new Date(`${text}+05:00`);
  expect(daysAhead(astana('2026-11-20T23:59:00'), astana('2026-11-21T00:01:00'))).toBe(1);
  expect(daysAhead(astana('2026-11-20T00:01:00'), astana('2026-11-20T23:59:00'))).toBe(0);
  expect(daysAhead(astana('2026-11-20T00:01:00'), astana('2026-11-19T23:59:00'))).toBe(-1);
});

it('agrees with the time zone table that formats all times', () => {
  const at = new Date('2026-03-08T20:31:00Z');
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Almaty',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  const { minute, weekday } = astanaMoment(at);
  expect(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`).toBe(
    shown,
  );
  expect(weekday).toBe(1);
});

describe('a field for date and time', () => {
  it('holds Astana’s time', () => {
    expect(toField(new Date('2026-11-20T20:30:00Z'))).toBe('2026-11-21T01:30');
    expect(fromField('2026-11-21T01:30')?.toISOString()).toBe('2026-11-20T20:30:00.000Z');
  });

  it.each(['', '2026-11-21', 'tomorrow', '2026-13-41T00:00'])('%j is no time', (text) => {
    expect(fromField(text)).toBeNull();
  });
});
