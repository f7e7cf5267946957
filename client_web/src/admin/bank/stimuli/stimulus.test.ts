import { describe, expect, it } from 'vitest';
import {
  type ChartDraft,
  isWhole,
  cellValue,
  KINDS,
  newStimulus,
  withCategory,
  withoutCategory,
  withoutSeries,
  withPasted,
  withSeries,
} from './stimulus';

const chart = newStimulus('chart').chart as ChartDraft;
const values = (of: ChartDraft) => of.series.map((one) => one.values);

it.each(KINDS)('a new %s holds data only where it is one', (kind) => {
  expect(newStimulus(kind).chart === null).toBe(kind !== 'chart');
  expect(newStimulus(kind).html.kk?.includes('<table>')).toBe(kind === 'table');
});

it.each([
  ['12', '12'],
  ['3,5', '3.5'],
  ['1 200', '1200'],
  ['\u22127', '-7'],
  ['', null],
  [' ', null],
  ['көп', undefined],
  ['1.2.3', undefined],
])('cell %j is %j', (typed, value) => {
  expect(cellValue(typed)).toBe(value);
});

describe('the grid', () => {
  it('stays a rectangle', () => {
    const grown = withSeries(withCategory(chart));
    expect(values(grown)).toEqual([
      ['0', '0', '0', '0'],
      ['0', '0', '0', '0'],
    ]);
    expect(values(withoutSeries(withoutCategory(grown, 0), 1))).toEqual([['0', '0', '0']]);
  });

  it('takes a block from a spreadsheet, and no more than it has room for', () => {
    const two = withSeries(chart);
    expect(values(withPasted(two, 0, 1, '1\t2\n3,5\t\n9\t9\n'))).toEqual([
      ['0', '1', '3.5'],
      ['0', '2', null],
    ]);
  });
});

it('can be shown in a language once all its texts are written in it', () => {
  const both = (words: string) => ({ kk: words, ru: '' });
  const draft = { ...newStimulus('chart'), code: 'C', title: both('а'), alt: both('б') };
  expect(isWhole(draft, 'kk')).toBe(false);
  const named = {
    ...chart,
    categories: chart.categories.map(() => both('в')),
    series: chart.series.map((one) => ({ ...one, name: both('г') })),
  };
  expect(isWhole({ ...draft, chart: named }, 'kk')).toBe(true);
  expect(isWhole({ ...draft, chart: named }, 'ru')).toBe(false);
});
