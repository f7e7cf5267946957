/// How long something takes, in words.
import type { Say } from './texts';

const MINUTE_S = 60;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** "6 s", "1 min", "1 min 12 s"; beyond an hour as minutes are told. */
export function secondsInWords(t: Say, seconds: number): string {
  const whole = Math.max(Math.round(seconds), 1);
  if (whole < MINUTE_S) return t('time.s', { s: whole });
  if (whole >= MINUTE_S * MINUTES_PER_HOUR) return minutesInWords(t, Math.floor(whole / MINUTE_S));
  const [min, s] = [Math.floor(whole / MINUTE_S), whole % MINUTE_S];
  return s === 0 ? t('time.min', { min }) : t('time.minS', { min, s });
}

/** "40 min", "3 h 20 min", "2 d 4 h". */
export function minutesInWords(t: Say, minutes: number): string {
  const whole = Math.max(Math.floor(minutes), 0);
  if (whole >= MINUTES_PER_DAY) return daysInWords(t, Math.floor(whole / MINUTES_PER_HOUR));
  const [h, min] = [Math.floor(whole / MINUTES_PER_HOUR), whole % MINUTES_PER_HOUR];
  if (h === 0) return t('time.min', { min });
  return min === 0 ? t('time.h', { h }) : t('time.hMin', { h, min });
}

function daysInWords(t: Say, hours: number): string {
  const [d, h] = [Math.floor(hours / 24), hours % 24];
  return h === 0 ? t('time.d', { d }) : t('time.dH', { d, h });
}
