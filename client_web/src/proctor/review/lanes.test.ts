import { describe, expect, it } from 'vitest';
import { barsOf, lanesOf, neighbour, numbered } from './lanes';
import { incident } from './samples';
import { wholeScale } from './timeScale';

const late = incident({ id: 'late', type: 'absent', t0_s: 500, t1_s: 520 });
const early = incident({ id: 'early', type: 'turned', t0_s: 10, t1_s: 14 });
const middle = incident({ id: 'middle', type: 'turned', t0_s: 100, t1_s: 130 });
const placed = numbered([late, middle, early]);

it('numbers incidents by time', () => {
  expect(placed.map((each) => [each.number, each.incident.id])).toEqual([
    [1, 'early'],
    [2, 'middle'],
    [3, 'late'],
  ]);
});

it('keeps one order of rows, whatever came first', () => {
  expect(lanesOf(placed).map((lane) => [lane.type, lane.placed.length])).toEqual([
    ['absent', 1],
    ['turned', 2],
  ]);
});

it('shows in a row only what lies in the window', () => {
  const turned = lanesOf(placed)[1] ?? { type: 'turned', placed: [] };
  expect(barsOf(turned, wholeScale(600, 600)).map((bar) => [bar.x_px, bar.width_px])).toEqual([
    [10, 6],
    [100, 30],
  ]);
  expect(barsOf(turned, { from_s: 90, to_s: 120, width_px: 300 }).map((bar) => bar.placed.number)).toEqual([
    2,
  ]);
});

describe('next and previous', () => {
  it.each([
    ['from the middle one on', 'middle', 0, 1, 'late'],
    ['from the middle one back', 'middle', 0, -1, 'early'],
    ['past the last', 'late', 0, 1, undefined],
    ['before the first', 'early', 0, -1, undefined],
    ['by time when none is chosen', null, 50, 1, 'middle'],
    ['back by time', null, 450, -1, 'middle'],
    ['nothing after the end', null, 590, 1, undefined],
  ] as const)('%s', (_, current, at_s, by, expected) => {
    expect(neighbour(placed, current, at_s, by)?.incident.id).toBe(expected);
  });
});
