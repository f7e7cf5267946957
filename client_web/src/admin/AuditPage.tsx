/// Who did what, and when.
import { formatTimeWithSeconds, formatDate, type Schemas, useLanguage } from '../shared';
import { useStaff } from '../staff/texts';
import { type Column, DataTable } from '../staff/ui/DataTable';
import { Empty, Loadable } from '../staff/ui/Loadable';
import { PageTitle } from '../staff/ui/PageTitle';
import css from './AdminPage.module.css';
import { auditTexts, useAuditText } from './audit/texts';
import { useAudit } from './queries';

type Row = Schemas['AuditRow'];

export default function AuditPage() {
  const t = useStaff();
  const audit = useAudit();
  return (
    <>
      <PageTitle title={t('audit.title')} lead={t('audit.lead')} />
      <Loadable query={audit}>
        {(rows) => (rows.length === 0 ? <Empty>{t('audit.empty')}</Empty> : <AuditTable rows={rows} />)}
      </Loadable>
    </>
  );
}

function AuditTable({ rows }: { readonly rows: readonly Row[] }) {
  const t = useStaff();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'at',
      label: t('audit.at'),
      heading: true,
      cell: (row) => (
        <time dateTime={row.at} className={css.stack}>
          <span>{formatDate(row.at, language)}</span>
          <span className={css.small}>{formatTimeWithSeconds(row.at)}</span>
        </time>
      ),
    },
    { key: 'actor', label: t('audit.actor'), cell: (row) => row.actor_login ?? t('audit.system') },
    {
      key: 'action',
      label: t('audit.action'),
      cell: (row) => <Action action={row.action} />,
    },
    {
      key: 'subject',
      label: t('audit.subject'),
      cell: (row) => <span className={css.code}>{row.subject}</span>,
    },
  ];
  return (
    <DataTable
      caption={t('audit.title')}
      columns={columns}
      rows={rows}
      rowKey={(_, index) => String(index)}
      rowProps={(row) => ({ 'data-testid': 'audit-row', 'data-action': row.action })}
    />
  );
}

/** In words where we have them; an action of a newer server is shown as it is named there. */
function Action({ action }: { readonly action: string }) {
  const t = useAuditText();
  return auditTexts.has(action) ? t(action) : <span className={css.code}>{action}</span>;
}
