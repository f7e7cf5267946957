/// Windows of a stage by their day in Astana.
import { formatDate, formatHours, formatWindow, type Language, type Schemas } from '../../shared';

export type OfferedWindow = Schemas['OfferedWindowView'];

export interface Day {
  /** The day as people read it; one key a day. */
  readonly label: string;
  readonly windows: readonly OfferedWindow[];
}

/** Group windows by the day they open on, in their order. */
export function daysOf(windows: readonly OfferedWindow[], language: Language): readonly Day[] {
  const days = new Map<string, OfferedWindow[]>();
  for (const window of windows) {
    const label = formatDate(window.opens_at, language);
    days.set(label, [...(days.get(label) ?? []), window]);
  }
  return [...days].map(([label, of_day]) => ({ label, windows: of_day }));
}

/** The day to show first: that of the first window that can be taken. */
export function firstFreeDay(days: readonly Day[]): string {
  const free = days.find((day) => day.windows.some((window) => window.refusal === null));
  return (free ?? days[0])?.label ?? '';
}

/** A window by the clock of `zone`; with its days where they are not the day it is offered under. */
export function ownTimes({ opens_at, closes_at }: OfferedWindow, language: Language, zone: string): string {
  const day = formatDate(opens_at, language);
  const sameDay = [opens_at, closes_at].every((instant) => formatDate(instant, language, zone) === day);
  if (!sameDay) return formatWindow(opens_at, closes_at, language, zone);
  return formatHours(opens_at, closes_at, language, zone);
}
