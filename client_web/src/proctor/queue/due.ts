/// How much working time is left until a review is due.
import { type AstanaMoment, astanaMoment } from '../../staff/astana';

/** Working hours of the calendar, 9:00 to 18:30. */
const OPENS_MINUTE = 9 * 60;
const CLOSES_MINUTE = 18 * 60 + 30;
const MINUTE_MS = 60_000;

const SUNDAY = 0;
const SATURDAY = 6;

export interface Remaining {
  readonly overdue: boolean;
  /** Working minutes until the due time; when overdue, minutes of the clock since it. */
  readonly minutes: number;
}

const isWeekday = ({ weekday }: AstanaMoment): boolean => weekday !== SUNDAY && weekday !== SATURDAY;

const workingMinutes = (from: number, to: number): number =>
  Math.max(Math.min(to, CLOSES_MINUTE) - Math.max(from, OPENS_MINUTE), 0);

/**
 * Tell the working time between `now` and `due_at`.
 *
 * A review is due at the end of the first working day after the day the attempt closed, so every
 * day between those two is no working day by definition and holidays need not be known here. What
 * counts is the day it is due and, while it is still the day the attempt closed, the rest of that
 * day (Monday to Friday; on a holiday this shows too much, but only until midnight).
 */
export function remaining(now: Date, closed_at: Date, due_at: Date): Remaining {
  if (now >= due_at)
    return { overdue: true, minutes: Math.floor((now.getTime() - due_at.getTime()) / MINUTE_MS) };
  const [here, due] = [astanaMoment(now), astanaMoment(due_at)];
  if (here.day === due.day) return { overdue: false, minutes: workingMinutes(here.minute, due.minute) };
  const today =
    here.day === astanaMoment(closed_at).day && isWeekday(here)
      ? workingMinutes(here.minute, CLOSES_MINUTE)
      : 0;
  return { overdue: false, minutes: today + workingMinutes(0, due.minute) };
}
