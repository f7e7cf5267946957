/// Accommodations as they are typed, and what of them is sent.
import type { Schemas } from '../../shared';

export interface Needs {
  readonly percent: string;
  readonly larger_text: boolean;
  readonly high_contrast: boolean;
}

export const NO_NEEDS: Needs = { percent: '', larger_text: false, high_contrast: false };
const MOST_PERCENT = 300;

/** A whole number of per cent; empty is none, null is none that can be given. */
export function readPercent(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return 0;
  if (!/^\d{1,3}$/.test(typed)) return null;
  return Number(typed) <= MOST_PERCENT ? Number(typed) : null;
}

/** The accommodations to send; null when there are none, or while the number is wrong. */
export function accommodationsOf(needs: Needs): Schemas['AccommodationsWrite'] | null {
  const extra_percent = readPercent(needs.percent) ?? 0;
  const { larger_text, high_contrast } = needs;
  return extra_percent > 0 || larger_text || high_contrast
    ? { extra_percent, larger_text, high_contrast }
    : null;
}
