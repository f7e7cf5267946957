/// What a trial found: how far it is, a table of each rule before and after, and the same as a picture.
import { formatNumber, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { BeforeAfter } from './BeforeAfter';
import type { Trial } from './data';
import css from './Signals.module.css';
import { useSignalText } from './texts';
import { toldOf, type TypeChange, type WhatIf } from './trial';

export function TrialResult({ trial }: { readonly trial: Trial }) {
  const t = useSignalText();
  const { found } = trial;
  return (
    <section aria-labelledby="signals-changes" className={css.result} data-testid="signals-result">
      <h2 id="signals-changes">{t('changes')}</h2>
      {trial.running && (
        <progress
          className={css.progress}
          max={found?.n_analysed || 1}
          value={found?.n_attempts ?? 0}
          aria-label={t('changes')}
        />
      )}
      <p role="status" data-testid="signals-progress" data-running={trial.running}>
        {found && words(t, found, trial.running)}
      </p>
      {found && toldOf(found).length > 0 && <Changes rows={toldOf(found)} />}
    </section>
  );
}

function words(t: ReturnType<typeof useSignalText>, found: WhatIf, running: boolean): string {
  if (running) return t('trying', { n: found.n_attempts, total: found.n_analysed });
  if (found.n_attempts === 0) return t('triedNone');
  const tried = t('tried', { n: found.n_attempts, changed: found.n_changed });
  return toldOf(found).length === 0 ? `${tried} ${t('triedNothing')}` : tried;
}

function Changes({ rows }: { readonly rows: readonly TypeChange[] }) {
  const t = useSignalText();
  const staff = useStaff();
  const { language } = useLanguage();
  const figure = (key: 'before' | 'after' | 'new' | 'gone'): Column<TypeChange> => ({
    key,
    label: t(key),
    figure: true,
    cell: (row) => formatNumber(row[`n_${key}`], language),
  });
  const columns: Column<TypeChange>[] = [
    { key: 'rule', label: t('rule'), heading: true, cell: ({ type }) => staff(`incident.${type}`) },
    ...(['before', 'after', 'new', 'gone'] as const).map(figure),
  ];
  return (
    <>
      <DataTable
        caption={t('changes')}
        columns={columns}
        rows={rows}
        rowKey={({ type }) => type}
        rowProps={({ type, n_before, n_after }) => ({
          'data-testid': 'signals-change',
          'data-type': type,
          'data-before': n_before,
          'data-after': n_after,
        })}
      />
      <BeforeAfter rows={rows} />
    </>
  );
}
