/// How well each reviewer agrees with the second person: for seniors, by pseudonym.
import { useQuery } from '@tanstack/react-query';
import { api, formatNumber, type Schemas, unwrap, useLanguage } from '../../shared';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from './Agreement.module.css';
import { RangePlot } from './RangePlot';
import { useAgreementText } from './texts';

type Reviewer = Schemas['ReviewerAgreementView'];
const KAPPA = { min: -1, max: 1 };

export default function AgreementPage() {
  const t = useAgreementText();
  const agreement = useQuery({
    queryKey: ['proctor', 'agreement'],
    queryFn: () => unwrap(api.GET('/api/proctor/agreement')),
  });
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Loadable query={agreement}>
        {(rows) => (rows.length === 0 ? <Empty>{t('none')}</Empty> : <Agreement rows={rows} />)}
      </Loadable>
    </>
  );
}

function Agreement({ rows }: { readonly rows: readonly Reviewer[] }) {
  const t = useAgreementText();
  const { language } = useLanguage();
  const figure = (value: number | null, digits: number) =>
    value === null ? t('few') : formatNumber(value, language, digits);
  const columns: Column<Reviewer>[] = [
    { key: 'reviewer', label: t('reviewer'), heading: true, cell: ({ reviewer }) => reviewer },
    { key: 'readings', label: t('readings'), figure: true, cell: ({ n_readings }) => n_readings },
    { key: 'pairs', label: t('pairs'), figure: true, cell: ({ n_pairs }) => n_pairs },
    {
      key: 'observed',
      label: t('observed'),
      figure: true,
      cell: ({ n_pairs, observed }) => figure(n_pairs > 0 ? observed * 100 : null, 0),
    },
    { key: 'kappa', label: t('kappa'), figure: true, cell: ({ kappa }) => figure(kappa, 2) },
  ];
  const dots = rows.flatMap(({ reviewer, kappa }) => (kappa === null ? [] : [{ name: reviewer, value: kappa }]));
  return (
    <>
      {dots.length === 0 ? (
        <p className={css.note}>{t('plotFew')}</p>
      ) : (
        <RangePlot title={t('plot')} rows={dots} range={KAPPA} />
      )}
      <h2 className={css.heading}>{t('table')}</h2>
      <DataTable
        caption={t('table')}
        columns={columns}
        rows={rows}
        rowKey={({ reviewer }) => reviewer}
        rowProps={({ reviewer }) => ({ 'data-testid': 'agreement-row', 'data-reviewer': reviewer })}
      />
    </>
  );
}
