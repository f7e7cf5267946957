import { describe, expect, it } from 'vitest';
import { remaining } from './due';

/** 2026-11-20 is a Friday; 2026-11-23 a Monday. Times are Astana's, UTC+5. */
const astana = (text: string): Date => new Date(`${text}+05:00`);

describe('closed on Friday at 16:00, due on Monday at 18:30', () => {
  const closed = astana('2026-11-20T16:00:00');
  const due = astana('2026-11-23T18:30:00');

  it.each([
    ['2026-11-20T16:00:00', 150 + 570],
    ['2026-11-20T18:30:00', 570],
    ['2026-11-20T23:59:59', 570],
    ['2026-11-21T12:00:00', 570],
    ['2026-11-22T23:00:00', 570],
    ['2026-11-23T08:00:00', 570],
    ['2026-11-23T09:00:00', 570],
    ['2026-11-23T09:01:00', 569],
    ['2026-11-23T18:29:00', 1],
  ])('at %s there are %d working minutes left', (now, minutes) => {
    expect(remaining(astana(now), closed, due)).toEqual({ overdue: false, minutes });
  });

  it('is overdue from the very moment', () => {
    expect(remaining(due, closed, due)).toEqual({ overdue: true, minutes: 0 });
    expect(remaining(astana('2026-11-23T20:00:00'), closed, due)).toEqual({ overdue: true, minutes: 90 });
  });
});

it('counts no working time on a Saturday an attempt closed on', () => {
  const now = astana('2026-11-21T10:00:00');
  expect(remaining(now, now, astana('2026-11-23T18:30:00')).minutes).toBe(570);
});
