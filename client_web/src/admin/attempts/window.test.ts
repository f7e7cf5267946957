import { expect, it } from 'vitest';
import { proposedWindow, windowFault } from './window';

const NOW = new Date('2026-11-20T10:07:30Z');
const LEGISLATION_S = 55 * 60;
const at = (time: string) => new Date(`2026-11-${time}:00Z`);

it('proposes a window that is open and long enough', () => {
  const proposed = proposedWindow(NOW);
  expect(proposed.opens_at.toISOString()).toBe('2026-11-20T10:00:00.000Z');
  expect(proposed.closes_at.toISOString()).toBe('2026-11-23T10:00:00.000Z');
  expect(windowFault(proposed, LEGISLATION_S, NOW)).toBeNull();
});

it.each([
  ['no beginning', null, at('20T12:00'), 'timeMissing'],
  ['no end', at('20T12:00'), null, 'timeMissing'],
  ['end before beginning', at('20T12:00'), at('20T11:00'), 'order'],
  ['end at the beginning', at('20T12:00'), at('20T12:00'), 'order'],
  ['all in the past', at('19T10:00'), at('19T12:00'), 'past'],
  ['a minute too short', at('20T12:00'), at('20T12:54'), 'short'],
  ['just long enough', at('20T12:00'), at('20T12:55'), null],
])('%s', (_, opens_at, closes_at, fault) => {
  expect(windowFault({ opens_at, closes_at }, LEGISLATION_S, NOW)).toBe(fault);
});
