/// Whether the bank can fill a blueprint as it stands; where not, which stratum lacks how many, and why.
import { useDebouncedValue } from '@mantine/hooks';
import { formatNumber, useLanguage } from '../../../shared';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { type BlueprintDraft, useBlueprintCheck } from '../queries/blueprints';
import type { BankSchemas } from '../types';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import { isWhole } from './blueprint';
import { useBlueprintText } from './texts';

const ASK_AFTER_MS = 600;

export function CheckPanel({ draft }: { readonly draft: BlueprintDraft }) {
  const t = useBlueprintText();
  const [settled] = useDebouncedValue(draft, ASK_AFTER_MS);
  const whole = isWhole(settled);
  const check = useBlueprintCheck(settled, whole);
  const state = !whole || !check.data ? 'unknown' : check.data.can_be_filled ? 'yes' : 'no';
  return (
    <section className={css.panel} aria-labelledby="check" data-testid="check" data-state={state}>
      <h2 id="check">{t('check.title')}</h2>
      <div className={css.stack} aria-busy={check.isFetching}>
        <BankNotice error={check.error} />
        {!whole && <p className={css.quiet}>{t('check.unnamed')}</p>}
        {whole && check.data && <Verdict check={check.data} />}
      </div>
    </section>
  );
}

function Verdict({ check }: { readonly check: BankSchemas['BlueprintCheck'] }) {
  const t = useBlueprintText();
  const { language } = useLanguage();
  const columns: Column<BankSchemas['StratumCheck']>[] = [
    { key: 'id', label: t('stratum.id'), heading: true, cell: (row) => `${row.part_id} · ${row.stratum_id}` },
    { key: 'n', label: t('stratum.n'), figure: true, cell: (row) => row.n },
    {
      key: 'matching',
      label: t('check.matching'),
      figure: true,
      cell: (row) => formatNumber(row.n_matching, language),
    },
  ];
  return (
    <>
      <p role="status" className={check.can_be_filled ? css.good : css.fault} data-testid="check-verdict">
        {check.can_be_filled ? t('check.yes', { n: check.n_items }) : t('check.no')}
      </p>
      {check.faults.length > 0 && (
        <ul lang="en">
          {check.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      {check.shortages.length > 0 && (
        <ul className={css.list}>
          {check.shortages.map((one) => (
            <Shortage key={`${one.part_id}/${one.stratum_id}/${one.wanting ?? ''}`} shortage={one} />
          ))}
        </ul>
      )}
      {check.strata.length > 0 && (
        <DataTable
          caption={t('check.title')}
          columns={columns}
          rows={check.strata}
          rowKey={(row) => `${row.part_id}/${row.stratum_id}`}
        />
      )}
    </>
  );
}

function Shortage({ shortage }: { readonly shortage: BankSchemas['ShortageView'] }) {
  const t = useBlueprintText();
  const { part_id, stratum_id, lacking, n_wanted, n_matching, n_withheld, wanting, cause } = shortage;
  return (
    <li data-testid="shortage" data-stratum={stratum_id} data-lacking={lacking}>
      <strong>{t('check.lacks', { stratum: `${part_id} · ${stratum_id}`, count: lacking })}</strong>{' '}
      {t('check.has', { wanted: n_wanted, matching: n_matching })}{' '}
      {n_withheld > 0 && t('check.withheld', { n: n_withheld })}{' '}
      {wanting !== null && t('check.wanting', { what: wanting })} {t(`cause.${cause}`)}
    </li>
  );
}
