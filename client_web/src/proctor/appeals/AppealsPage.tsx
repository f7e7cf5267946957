/// The appeals: those that wait for an answer, by when it is due, and those answered lately.
import { Link } from 'wouter';
import { local, useLanguage } from '../../shared';
import { Badge } from '../../staff/ui/Badge';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { Moment } from '../../staff/ui/Moment';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from './Appeals.module.css';
import { type AppealCase, useAppeals } from './data';
import { useAppealText } from './texts';

export default function AppealsPage() {
  const t = useAppealText();
  const appeals = useAppeals();
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Loadable query={appeals}>{(cases) => <Both cases={cases} />}</Loadable>
    </>
  );
}

function Both({ cases }: { readonly cases: readonly AppealCase[] }) {
  const t = useAppealText();
  const waiting = cases.filter(({ appeal }) => appeal.outcome === null);
  const answered = cases.filter(({ appeal }) => appeal.outcome !== null);
  return (
    <>
      <section className={css.section} aria-labelledby="appeals-waiting">
        <h2 id="appeals-waiting">{t('waiting')}</h2>
        {waiting.length === 0 ? <Empty>{t('noneWaiting')}</Empty> : <Table cases={waiting} caption={t('waiting')} />}
      </section>
      <section className={css.section} aria-labelledby="appeals-answered">
        <h2 id="appeals-answered">{t('answered')}</h2>
        {answered.length === 0 ? (
          <Empty>{t('noneAnswered')}</Empty>
        ) : (
          <Table cases={answered} caption={t('answered')} />
        )}
      </section>
    </>
  );
}

interface TableProps {
  readonly cases: readonly AppealCase[];
  readonly caption: string;
}

function Table({ cases, caption }: TableProps) {
  const t = useAppealText();
  const { language } = useLanguage();
  const columns: Column<AppealCase>[] = [
    {
      key: 'number',
      label: t('number'),
      heading: true,
      cell: (one) => (
        <Link href={`/appeals/${one.appeal.id}`} data-testid="open-appeal">
          {one.personal_number}
        </Link>
      ),
    },
    { key: 'programme', label: t('programme'), cell: (one) => local(one.programme_title, language) },
    { key: 'lodged', label: t('lodged'), cell: ({ appeal }) => <Moment at={appeal.lodged_at} /> },
    { key: 'due', label: t('due'), cell: (one) => <Due one={one} /> },
    { key: 'files', label: t('files'), figure: true, cell: ({ appeal }) => appeal.files.length },
    { key: 'state', label: t('outcome'), cell: (one) => <State one={one} /> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={cases}
      rowKey={({ appeal }) => appeal.id}
      rowProps={(one) => ({
        'data-testid': 'appeal-row',
        'data-personal-number': one.personal_number,
        'data-mine': one.mine_to_answer,
        'data-outcome': one.appeal.outcome ?? 'open',
      })}
    />
  );
}

function Due({ one: { appeal } }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const late = appeal.outcome === null && Date.parse(appeal.due_at) < Date.now();
  return (
    <>
      <Moment at={appeal.due_at} /> {late && <Badge tone="late">{t('late')}</Badge>}
    </>
  );
}

function State({ one }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const { outcome } = one.appeal;
  if (outcome !== null) return <Badge tone={outcome === 'upheld' ? 'good' : 'calm'}>{t(outcome)}</Badge>;
  return one.mine_to_answer ? <Badge tone="busy">{t('mine')}</Badge> : <span>{t('notMine')}</span>;
}
