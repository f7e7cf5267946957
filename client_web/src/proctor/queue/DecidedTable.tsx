/// The attempts decided lately, as a table.
import { Link } from 'wouter';
import { local, type Schemas, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Moment } from '../../staff/ui/Moment';

type Row = Schemas['QueueRow'];

export function DecidedTable({ rows, now }: { readonly rows: readonly Row[]; readonly now: Date }) {
  const t = useStaff();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'number',
      label: t('queue.number'),
      heading: true,
      cell: (row) => (
        <Link href={`/reviews/${row.review_id}`} data-testid="open-decided">
          {row.personal_number}
        </Link>
      ),
    },
    { key: 'programme', label: t('queue.programme'), cell: (row) => local(row.programme_title, language) },
    { key: 'closed', label: t('queue.closed'), cell: (row) => <Moment at={row.closed_at} now={now} /> },
    {
      key: 'outcome',
      label: t('attempts.outcome'),
      cell: (row) => (row.outcome ? t(`decision.${row.outcome}`) : ''),
    },
    { key: 'incidents', label: t('queue.incidents'), figure: true, cell: (row) => row.n_incidents },
  ];
  return (
    <DataTable
      caption={t('queue.decided')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.review_id}
      rowProps={(row) => ({ 'data-testid': 'decided-row', 'data-personal-number': row.personal_number })}
    />
  );
}
