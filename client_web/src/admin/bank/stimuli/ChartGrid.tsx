/// A chart's data as a grid: a row per category, a column per series; a block can be pasted from a spreadsheet.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBank } from '../texts';
import type { BankLanguage, Wording } from '../types';
import css from '../ui/BankPage.module.css';
import {
  cellValue,
  type ChartDraft,
  withCategory,
  withoutCategory,
  withoutSeries,
  withPasted,
  withSeries,
  withValue,
} from './stimulus';
import { useStimuliText } from './texts';

const LANGUAGES: readonly BankLanguage[] = ['kk', 'ru'];
const CHARTS = ['bar', 'line', 'pie'] as const;

interface ChartGridProps {
  readonly chart: ChartDraft;
  readonly onChange: (chart: ChartDraft) => void;
}

export function ChartGrid({ chart, onChange }: ChartGridProps) {
  const t = useStimuliText();
  return (
    <div className={css.stack}>
      <div className={css.row}>
        <NativeSelect
          label={t('chart.kind')}
          value={chart.kind}
          data={CHARTS.map((value) => ({ value, label: t(`chart.${value}`) }))}
          onChange={(event) => onChange({ ...chart, kind: event.currentTarget.value as ChartDraft['kind'] })}
          data-testid="chart-kind"
        />
        {LANGUAGES.map((language) => (
          <TextInput
            key={language}
            label={`${t('chart.unit')} · ${language}`}
            lang={language}
            maxLength={60}
            value={chart.unit[language] ?? ''}
            onChange={(event) =>
              onChange({ ...chart, unit: { ...chart.unit, [language]: event.currentTarget.value } })
            }
            data-testid={`chart-unit-${language}`}
          />
        ))}
      </div>
      <p className={css.quiet}>{t('chart.hint')}</p>
      <div className={css.scroll} role="region" aria-label={t('chart.data')} tabIndex={0}>
        <table className={css.grid}>
          <caption>{t('chart.data')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('chart.category')}</th>
              {chart.series.map((series, at) => (
                <th key={at} scope="col">
                  <Names
                    label={t('chart.series', { n: at + 1 })}
                    value={series.name}
                    testId={`series-${at}`}
                    onChange={(name) =>
                      onChange({ ...chart, series: chart.series.with(at, { ...series, name }) })
                    }
                  />
                  {chart.series.length > 1 && (
                    <ActionIcon
                      variant="default"
                      aria-label={t('chart.removeSeries', { n: at + 1 })}
                      onClick={() => onChange(withoutSeries(chart, at))}
                    >
                      ✕
                    </ActionIcon>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.categories.map((category, row) => (
              <tr key={row}>
                <th scope="row">
                  <Names
                    label={t('chart.row', { n: row + 1 })}
                    value={category}
                    testId={`category-${row}`}
                    onChange={(name) => onChange({ ...chart, categories: chart.categories.with(row, name) })}
                  />
                  {chart.categories.length > 1 && (
                    <ActionIcon
                      variant="default"
                      aria-label={t('chart.removeRow', { n: row + 1 })}
                      onClick={() => onChange(withoutCategory(chart, row))}
                    >
                      ✕
                    </ActionIcon>
                  )}
                </th>
                {chart.series.map((series, column) => (
                  <td key={column}>
                    <Cell
                      label={t('chart.cell', { row: row + 1, column: column + 1 })}
                      value={series.values[row] ?? null}
                      testId={`cell-${row}-${column}`}
                      onValue={(value) => onChange(withValue(chart, column, row, value))}
                      onPaste={(block) => onChange(withPasted(chart, column, row, block))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.row}>
        <Button variant="default" onClick={() => onChange(withCategory(chart))} data-testid="add-category">
          {t('chart.addRow')}
        </Button>
        <Button variant="default" onClick={() => onChange(withSeries(chart))} data-testid="add-series">
          {t('chart.addSeries')}
        </Button>
      </div>
    </div>
  );
}

interface NamesProps {
  readonly label: string;
  readonly value: Wording;
  readonly testId: string;
  readonly onChange: (value: Wording) => void;
}

function Names({ label, value, testId, onChange }: NamesProps) {
  const bank = useBank();
  return LANGUAGES.map((language) => (
    <input
      key={language}
      lang={language}
      aria-label={`${label} · ${bank(`language.${language}`)}`}
      placeholder={language}
      maxLength={200}
      value={value[language] ?? ''}
      onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
      data-testid={`${testId}-${language}`}
    />
  ));
}

interface CellProps {
  readonly label: string;
  readonly value: string | null;
  readonly testId: string;
  readonly onValue: (value: string | null) => void;
  readonly onPaste: (block: string) => void;
}

/** What is typed stays as it is; only what reads as a number changes the data. */
function Cell({ label, value, testId, onValue, onPaste }: CellProps) {
  const [typed, setTyped] = useState(value ?? '');
  const shown = cellValue(typed) === value ? typed : (value ?? '');
  const bad = cellValue(typed) === undefined;
  return (
    <input
      inputMode="decimal"
      aria-label={label}
      aria-invalid={bad}
      value={bad ? typed : shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const read = cellValue(event.currentTarget.value);
        if (read !== undefined) onValue(read);
      }}
      onPaste={(event) => {
        const block = event.clipboardData.getData('text/plain');
        if (!/[\t\n]/.test(block.trim())) return;
        event.preventDefault();
        onPaste(block);
      }}
      data-testid={testId}
    />
  );
}
