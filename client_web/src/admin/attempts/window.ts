/// The window of time in which an attempt may be taken: what is proposed, and what is wrong with one.

export interface TimeWindow {
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
}

export type WindowFault = 'timeMissing' | 'order' | 'past' | 'short';

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const PROPOSED_DAYS = 3;

/** Propose a window from the last quarter of an hour on, so that the candidate can begin at once, for three days. */
export function proposedWindow(now: Date): { readonly opens_at: Date; readonly closes_at: Date } {
  const opens_ms = Math.floor(now.getTime() / QUARTER_MS) * QUARTER_MS;
  return { opens_at: new Date(opens_ms), closes_at: new Date(opens_ms + PROPOSED_DAYS * DAY_MS) };
}

/** Tell what is wrong with a window, or null; `limit_s` is the time the programme gives for the test. */
export function windowFault(
  { opens_at, closes_at }: TimeWindow,
  limit_s: number,
  now: Date,
): WindowFault | null {
  if (!opens_at || !closes_at) return 'timeMissing';
  const length_s = (closes_at.getTime() - opens_at.getTime()) / 1000;
  if (length_s <= 0) return 'order';
  if (closes_at <= now) return 'past';
  return length_s < limit_s ? 'short' : null;
}
