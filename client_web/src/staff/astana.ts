/// Which day and minute it is in Astana.

/** Kazakhstan has one zone, UTC+5, without summer time (since 1 March 2024). */
const OFFSET_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface AstanaMoment {
  /** Days since 1 January 1970. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

export function astanaMoment(at: Date): AstanaMoment {
  const local_ms = at.getTime() + OFFSET_MS;
  const day = Math.floor(local_ms / DAY_MS);
  const minute = Math.floor((local_ms - day * DAY_MS) / MINUTE_MS);
  return { day, minute, weekday: new Date(local_ms).getUTCDay() };
}

/** Tell how many days after `now` the day of `at` is: 0 today, 1 tomorrow. */
export function daysAhead(now: Date, at: Date): number {
  return astanaMoment(at).day - astanaMoment(now).day;
}

/** Write an instant as a field for date and time takes it: "2026-11-21T09:00". */
export function toField(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 16);
}

/** Read what a field for date and time holds, as Astana's time; null when it is empty or no time. */
export function fromField(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const at = new Date(`${text}:00+05:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}
