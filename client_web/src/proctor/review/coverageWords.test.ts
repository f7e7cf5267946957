import { expect, it } from 'vitest';
import { observedPercent, statesOf, unobserved } from './coverageWords';
import type { CoverageSpan } from './types';

const span = (t0_s: number, t1_s: number, state: CoverageSpan['state']): CoverageSpan => ({
  t0_s,
  t1_s,
  state,
  cause: null,
  fault: null,
  backfilled: false,
});

it.each([
  ['nothing', [], 0],
  ['all of it', [span(0, 60, 'observed')], 100],
  ['half', [span(0, 30, 'observed'), span(30, 60, 'pending')], 50],
  ['all but a moment is not all', [span(0, 3299.9, 'observed'), span(3299.9, 3300, 'not_observed')], 99],
])('%s', (_, spans, percent) => {
  expect(observedPercent(spans)).toBe(percent);
});

it('lists what was not observed', () => {
  const gap = span(30, 40, 'not_observed');
  const late = { ...span(50, 60, 'observed'), backfilled: true };
  const silent = { ...span(60, 70, 'observed'), cause: 'microphone_muted' as const };
  const spans = [span(0, 30, 'observed'), gap, span(40, 50, 'observed'), late, silent];
  expect(unobserved(spans)).toEqual([gap, late, silent]);
});

it('a picture too poor to judge is listed and is not counted as observed', () => {
  const spans = [span(0, 30, 'observed'), span(30, 40, 'uncertain')];
  expect(unobserved(spans)).toEqual([span(30, 40, 'uncertain')]);
  expect(observedPercent(spans)).toBe(75);
});

it('names each state of the line once', () => {
  const spans = [span(0, 4, 'not_observed'), span(4, 8, 'uncertain'), span(8, 12, 'not_observed')];
  expect(statesOf(spans)).toEqual(['uncertain', 'not_observed']);
  expect(statesOf([])).toEqual([]);
});
