/// The blueprints there are, and the forms made ahead by them.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { formatDateTime, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import css from '../../AdminPage.module.css';
import { useBlueprints } from '../queries/blueprints';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import { PreparedForms } from './PreparedForms';
import { useBlueprintText } from './texts';

type Row = BankSchemas['BlueprintRow'];

export default function BlueprintsPage() {
  const t = useBlueprintText();
  const blueprints = useBlueprints();
  return (
    <BankPage
      title={t('list.title')}
      lead={t('list.lead')}
      tools={
        <Button component={Link} href="/bank/blueprints/new" data-testid="new-blueprint">
          {t('list.new')}
        </Button>
      }
    >
      <Loadable query={blueprints}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('list.emptyTitle')}>{t('list.empty')}</Empty>
          ) : (
            <Blueprints rows={rows} />
          )
        }
      </Loadable>
      <PreparedForms />
    </BankPage>
  );
}

function Blueprints({ rows }: { readonly rows: readonly Row[] }) {
  const t = useBlueprintText();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: t('field.name'),
      heading: true,
      cell: (row) => (
        <Link href={`/bank/blueprints/${row.id}`} data-testid="open-blueprint">
          {row.name}
        </Link>
      ),
    },
    {
      key: 'for',
      label: t('list.for'),
      cell: (row) => (
        <span className={css.stack}>
          <span>{[row.programme_id, row.block_id].filter((part) => part !== '').join(' · ')}</span>
          {row.in_use && <Badge tone="good">{t('list.inUse')}</Badge>}
        </span>
      ),
    },
    { key: 'n', label: t('list.items'), figure: true, cell: (row) => row.n_items },
    { key: 'ready', label: t('list.ready'), figure: true, cell: (row) => row.n_ready },
    { key: 'no', label: t('list.version'), figure: true, cell: (row) => row.no },
    { key: 'at', label: t('list.updated'), cell: (row) => formatDateTime(row.updated_at, language) },
  ];
  return (
    <DataTable
      caption={t('list.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({
        'data-testid': 'blueprint-row',
        'data-name': row.name,
        'data-in-use': row.in_use,
      })}
    />
  );
}
