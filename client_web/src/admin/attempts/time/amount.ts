/// Added time as it is typed: a number of minutes or per cent, the reason, and what they come to.

export type Unit = 'minutes' | 'percent';

export const MOST: Readonly<Record<Unit, number>> = { minutes: 1440, percent: 300 };
const [SHORTEST_REASON, LONGEST_REASON] = [3, 2000];

export interface TimeDraft {
  readonly unit: Unit;
  readonly amount: string;
  /** The block's number from 0, or null: every block that has not ended. */
  readonly block_no: number | null;
  readonly reason: string;
}

export interface TimeBody {
  readonly block_no: number | null;
  readonly minutes: number | null;
  readonly percent: number | null;
  readonly reason: string;
}

/** A whole number from 1 to the unit's most, or null. */
export function readAmount(unit: Unit, text: string): number | null {
  const typed = text.trim();
  if (!/^\d{1,4}$/.test(typed)) return null;
  const value = Number(typed);
  return value >= 1 && value <= MOST[unit] ? value : null;
}

export function isReason(text: string): boolean {
  const { length } = text.trim();
  return length >= SHORTEST_REASON && length <= LONGEST_REASON;
}

/** The request's body, or null while something in the draft is wrong. */
export function bodyOf({ unit, amount, block_no, reason }: TimeDraft): TimeBody | null {
  const value = readAmount(unit, amount);
  if (value === null || !isReason(reason)) return null;
  return {
    block_no,
    minutes: unit === 'minutes' ? value : null,
    percent: unit === 'percent' ? value : null,
    reason: reason.trim(),
  };
}

/** Seconds that a block of this limit gets; a share is rounded up to a second, as the server does. */
export function added_s(unit: Unit, value: number, limit_s: number): number {
  return unit === 'minutes' ? value * 60 : Math.ceil((limit_s * value) / 100);
}
