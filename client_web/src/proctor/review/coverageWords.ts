/// How much of an attempt was observed, as a figure for the summary.
import type { CoverageSpan } from './types';

const length_s = (span: CoverageSpan): number => Math.max(span.t1_s - span.t0_s, 0);

/** Share of the attempt that was observed, in whole per cent; never rounded up to 100. */
export function observedPercent(spans: readonly CoverageSpan[]): number {
  const whole_s = spans.reduce((sum, span) => sum + length_s(span), 0);
  if (whole_s === 0) return 0;
  const observed_s = spans
    .filter(({ state }) => state === 'observed')
    .reduce((sum, span) => sum + length_s(span), 0);
  return observed_s === whole_s ? 100 : Math.min(Math.round((observed_s / whole_s) * 100), 99);
}

const STATES = ['observed', 'uncertain', 'pending', 'not_observed'] as const;

/** The states that a line shows, each once, the plain one first. */
export const statesOf = (spans: readonly CoverageSpan[]): CoverageSpan['state'][] =>
  STATES.filter((state) => spans.some((span) => span.state === state));

/** Everything that was not plainly observed, in time order: also what came later, and what lacked sound. */
export const unobserved = (spans: readonly CoverageSpan[]): CoverageSpan[] =>
  spans.filter(({ state, cause, backfilled }) => state !== 'observed' || cause !== null || backfilled);
