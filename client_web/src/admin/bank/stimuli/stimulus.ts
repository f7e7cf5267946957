/// What a stimulus becomes by each step of writing it. Pure.
import type { StimulusDraft } from '../queries/stimuli';
import type { BankLanguage } from '../types';

export const KINDS = ['text', 'table', 'chart', 'image'] as const;
export type StimulusKind = (typeof KINDS)[number];
export type ChartDraft = NonNullable<StimulusDraft['chart']>;

const EMPTY_TABLE =
  '<table><tbody><tr><th scope="col"></th><th scope="col"></th></tr><tr><td></td><td></td></tr></tbody></table>';

export function newStimulus(kind: StimulusKind): StimulusDraft {
  const html = kind === 'table' ? EMPTY_TABLE : '';
  return {
    code: '',
    kind,
    title: { kk: '', ru: '' },
    html: { kk: html, ru: html },
    image: '',
    alt: { kk: '', ru: '' },
    chart: kind === 'chart' ? newChart() : null,
  };
}

function newChart(): ChartDraft {
  return {
    kind: 'bar',
    categories: [named(), named(), named()],
    series: [{ name: named(), values: ['0', '0', '0'] }],
    unit: named(),
  };
}

const named = () => ({ kk: '', ru: '' });

/** A number as it is typed into a cell: '' is a gap, a decimal comma is a point; null where it is no number. */
export function cellValue(typed: string): string | null | undefined {
  const plain = typed
    .trim()
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(',', '.')
    .replace('\u2212', '-');
  if (plain === '') return null;
  return /^-?\d+(?:\.\d{1,6})?$/.test(plain) ? plain : undefined;
}

export const withCategory = (chart: ChartDraft): ChartDraft => ({
  ...chart,
  categories: [...chart.categories, named()],
  series: chart.series.map((one) => ({ ...one, values: [...one.values, '0'] })),
});

export const withoutCategory = (chart: ChartDraft, index: number): ChartDraft => ({
  ...chart,
  categories: chart.categories.toSpliced(index, 1),
  series: chart.series.map((one) => ({ ...one, values: one.values.toSpliced(index, 1) })),
});

export const withSeries = (chart: ChartDraft): ChartDraft => ({
  ...chart,
  series: [...chart.series, { name: named(), values: chart.categories.map(() => '0') }],
});

export const withoutSeries = (chart: ChartDraft, index: number): ChartDraft => ({
  ...chart,
  series: chart.series.toSpliced(index, 1),
});

export const withValue = (
  chart: ChartDraft,
  series: number,
  category: number,
  value: string | null,
): ChartDraft => ({
  ...chart,
  series: chart.series.map((one, at) =>
    at === series ? { ...one, values: one.values.with(category, value) } : one,
  ),
});

/** A block pasted from a spreadsheet (tabs and lines) laid into the grid from one cell on; what is beyond stays out. */
export function withPasted(chart: ChartDraft, series: number, category: number, pasted: string): ChartDraft {
  const lines = pasted.replace(/\r/g, '').replace(/\n$/, '').split('\n');
  let next = chart;
  for (const [down, line] of lines.entries()) {
    for (const [along, cell] of line.split('\t').entries()) {
      const value = cellValue(cell);
      const fits = category + down < chart.categories.length && series + along < chart.series.length;
      if (fits && value !== undefined) next = withValue(next, series + along, category + down, value);
    }
  }
  return next;
}

/** Whether every text its kind must have is there in a language; the server shows nothing before. */
export function isWhole(draft: StimulusDraft, language: BankLanguage): boolean {
  const { chart } = draft;
  const texts = [draft.title, draft.kind === 'text' || draft.kind === 'table' ? draft.html : draft.alt];
  const names = chart ? [...chart.categories, ...chart.series.map(({ name }) => name)] : [];
  const written = [...texts, ...names].every((text) => (text[language] ?? '').trim() !== '');
  return draft.code.trim() !== '' && written && (draft.kind !== 'image' || draft.image !== '');
}
