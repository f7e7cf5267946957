/// What waits for a review: the reader's own part first, and why the rest is not theirs to decide.
import { Link } from 'wouter';
import { formatDateTime, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { useState } from 'react';
import css from '../../AdminPage.module.css';
import { useSectionTitles } from '../../sectionTitles';
import { useInbox } from '../queries/reviews';
import { useBank } from '../texts';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import { Pages } from '../ui/Pages';
import { PolicyPanel } from './PolicyPanel';

type Row = BankSchemas['ReviewInboxRow'];

export default function ReviewPage() {
  const t = useBank();
  const [page, setPage] = useState(1);
  const inbox = useInbox(page);
  return (
    <BankPage title={t('inbox.title')} lead={t('inbox.lead')}>
      <Loadable query={inbox}>
        {({ rows, total, per_page }) =>
          rows.length === 0 ? (
            <Empty title={t('inbox.emptyTitle')}>{t('inbox.empty')}</Empty>
          ) : (
            <div className={css.form}>
              <Inbox rows={rows} />
              <Pages total={total} page={page} perPage={per_page} onGo={setPage} />
            </div>
          )
        }
      </Loadable>
      <PolicyPanel />
    </BankPage>
  );
}

function Inbox({ rows }: { readonly rows: readonly Row[] }) {
  const t = useBank();
  const { language } = useLanguage();
  const titles = useSectionTitles();
  const columns: Column<Row>[] = [
    {
      key: 'code',
      label: t('items.code'),
      heading: true,
      cell: (row) => (
        <Link href={`/bank/items/${row.item_id}`} className={css.number} data-testid="open-review-item">
          {row.code}
        </Link>
      ),
    },
    {
      key: 'stem',
      label: t('inbox.item'),
      cell: (row) => (
        <span className={css.stack}>
          <span lang="kk">{row.stem_kk}</span>
          <span lang="ru" className={css.small}>
            {row.stem_ru}
          </span>
        </span>
      ),
    },
    {
      key: 'section',
      label: t('items.section'),
      cell: (row) => titles.get(row.section_id) ?? row.section_id,
    },
    {
      key: 'author',
      label: t('item.author'),
      cell: (row) => (row.mine ? t('item.you') : (row.author ?? t('item.system'))),
    },
    { key: 'at', label: t('inbox.submitted'), cell: (row) => formatDateTime(row.submitted_at, language) },
    { key: 'stages', label: t('inbox.yours'), cell: (row) => <Stages row={row} /> },
  ];
  return (
    <DataTable
      caption={t('inbox.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.version_id}
      rowProps={(row) => ({ 'data-testid': 'inbox-row', 'data-code': row.code, 'data-mine': row.mine })}
    />
  );
}

function Stages({ row }: { readonly row: Row }) {
  const t = useBank();
  if (row.mine) return <Badge tone="look">{t('inbox.own')}</Badge>;
  if (row.stages.length === 0) return <Badge>{t('inbox.done')}</Badge>;
  return (
    <span className={css.stack}>
      {row.stages.map((stage) => (
        <span key={stage}>
          <Badge tone="busy">{t(`stage.${stage}`)}</Badge>
        </span>
      ))}
    </span>
  );
}
