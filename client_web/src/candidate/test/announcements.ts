/// When the time left is said aloud: at these minutes, once each.

export const ANNOUNCED_MINUTES = [30, 15, 10, 5, 2, 1] as const;

/** The mark that was passed between two moments (ms left before and now), the lowest one if several; else null. */
export function announcedMinute(leftBefore: number, leftNow: number): number | null {
  const passed = ANNOUNCED_MINUTES.filter(
    (minute) => leftBefore > minute * 60_000 && leftNow <= minute * 60_000,
  );
  return leftNow > 0 ? (passed.at(-1) ?? null) : null;
}
