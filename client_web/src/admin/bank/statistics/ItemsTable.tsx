/// The items of a study, flagged ones first; each opens to its plots.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatNumber, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Dialog } from '../../../staff/ui/Dialog';
import { Empty } from '../../../staff/ui/Loadable';
import admin from '../../AdminPage.module.css';
import type { ItemFigures, Study } from '../queries/statistics';
import css from '../ui/BankPage.module.css';
import { LinePlot } from './LinePlot';
import { OptionsPlot } from './OptionsPlot';
import { useStatisticsText } from './texts';

/** Fewer than so many say nothing about an item. */
const LEAST = 30;
const PER_STEP = 50;

export function ItemsTable({ study }: { readonly study: Study }) {
  const t = useStatisticsText();
  const { language } = useLanguage();
  const [opened, setOpened] = useState<ItemFigures | null>(null);
  const [n_shown, setShown] = useState(PER_STEP);
  const number = (value: number | null, digits = 2) =>
    value === null ? '–' : formatNumber(value, language, digits);
  const columns: Column<ItemFigures>[] = [
    {
      key: 'code',
      label: t('study.code'),
      heading: true,
      cell: (row) => (
        <Link className={css.code} href={`/bank/items/${row.item_id}`}>
          {row.code}
        </Link>
      ),
    },
    {
      key: 'flags',
      label: t('study.flags'),
      cell: (row) => (
        <span className={admin.stack}>
          {row.flags.map((flag) => (
            <span key={flag}>
              <Badge tone="look">{t(`flag.${flag}`)}</Badge>
            </span>
          ))}
        </span>
      ),
    },
    { key: 'n', label: t('study.n'), figure: true, cell: (row) => number(row.n, 0) },
    { key: 'p', label: t('study.p'), figure: true, cell: (row) => number(row.p) },
    { key: 'r', label: t('study.r'), figure: true, cell: (row) => number(row.r_rest) },
    {
      key: 'alpha',
      label: t('study.alphaWithout'),
      figure: true,
      cell: (row) => number(row.alpha_if_deleted),
    },
    { key: 'dif', label: t('study.dif'), figure: true, cell: (row) => row.dif?.ets_class ?? '–' },
    {
      key: 'missed',
      label: t('study.notReached'),
      figure: true,
      cell: (row) => number(row.n_not_reached, 0),
    },
    {
      key: 'exposure',
      label: t('study.exposure'),
      figure: true,
      cell: (row) => `${number(100 * row.exposure, 1)} %`,
    },
    {
      key: 'open',
      label: t('study.open'),
      unlabelled: true,
      cell: (row) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('study.openOf', { code: row.code })}
          onClick={() => setOpened(row)}
          data-testid="open-figures"
        >
          {t('study.open')}
        </Button>
      ),
    },
  ];
  return (
    <section className={css.panel} aria-labelledby="figures">
      <h2 id="figures">{t('study.items')}</h2>
      <p className={css.quiet}>{t('study.gate', { n: LEAST })}</p>
      {study.items.length === 0 ? (
        <Empty>{t('study.empty')}</Empty>
      ) : (
        <div className={css.stack}>
          <DataTable
            caption={t('study.items')}
            columns={columns}
            rows={study.items.slice(0, n_shown)}
            rowKey={(row) => row.version_id}
            rowProps={(row) => ({ 'data-testid': 'figures-row', 'data-flags': row.flags.length })}
          />
          {n_shown < study.items.length && (
            <Button variant="default" onClick={() => setShown(n_shown + PER_STEP)}>
              {t('study.more', { n: study.items.length - n_shown })}
            </Button>
          )}
        </div>
      )}
      <Dialog
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened?.code ?? ''}
        width="wide"
      >
        {opened && <Plots item={opened} thetas={study.thetas} />}
      </Dialog>
    </section>
  );
}

function Plots({ item, thetas }: { readonly item: ItemFigures; readonly thetas: readonly number[] }) {
  const t = useStatisticsText();
  const curves = [
    ...(item.rasch ? [{ name: t('model.rasch'), values: item.rasch.p }] : []),
    ...(item.two_parameter ? [{ name: t('model.two'), values: item.two_parameter.p }] : []),
  ];
  return (
    <div className={css.stack} data-testid="figures">
      <p lang="kk">{item.stem_kk}</p>
      {item.options.length > 0 ? (
        <OptionsPlot item={item} />
      ) : (
        <p className={css.quiet}>{t('study.itemWithheld', { n: item.n, least: LEAST })}</p>
      )}
      {curves.length > 0 && (
        <LinePlot
          title={t('curve.title')}
          xLabel={t('plot.ability')}
          yLabel={t('curve.y')}
          xs={thetas}
          lines={curves}
          yRange={{ min: 0, max: 1 }}
        />
      )}
    </div>
  );
}
