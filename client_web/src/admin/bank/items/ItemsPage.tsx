/// The bank's items: searched, filtered and sorted by the server, a page at a time.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatDate, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import css from '../../AdminPage.module.css';
import { useSectionTitles } from '../../sectionTitles';
import { articleInWords } from '../article';
import { useItemPage } from '../queries/items';
import { useBank } from '../texts';
import type { BankItemRow } from '../types';
import { BankPage } from '../ui/BankPage';
import { Pages } from '../ui/Pages';
import { StatusBadge } from '../ui/StatusBadge';
import { ExportDialog } from './ExportDialog';
import { ItemFilters } from './ItemFilters';
import { NewItemDialog } from './NewItemDialog';
import { useItemFilter } from './useItemFilter';

export default function ItemsPage() {
  const t = useBank();
  const { filter, set, clear } = useItemFilter();
  const items = useItemPage(filter);
  const [open, setOpen] = useState<'new' | 'export' | null>(null);
  return (
    <BankPage
      title={t('items.title')}
      lead={t('items.lead')}
      tools={
        <>
          <Button variant="default" onClick={() => setOpen('export')} data-testid="export">
            {t('export.open')}
          </Button>
          <Button onClick={() => setOpen('new')} data-testid="new-item">
            {t('items.new')}
          </Button>
        </>
      }
    >
      <ItemFilters filter={filter} onSet={set} onClear={clear} total={items.data?.total ?? null} />
      <Loadable query={items}>
        {({ rows, total, page, per_page }) =>
          rows.length === 0 ? (
            <Empty title={t('items.emptyTitle')}>{t('items.empty')}</Empty>
          ) : (
            <div className={css.form} aria-busy={items.isPlaceholderData}>
              <ItemsTable rows={rows} />
              <Pages total={total} page={page} perPage={per_page} onGo={(to) => set('page', String(to))} />
            </div>
          )
        }
      </Loadable>
      <NewItemDialog opened={open === 'new'} onClose={() => setOpen(null)} />
      <ExportDialog opened={open === 'export'} filter={filter} onClose={() => setOpen(null)} />
    </BankPage>
  );
}

function ItemsTable({ rows }: { readonly rows: readonly BankItemRow[] }) {
  const t = useBank();
  const titles = useSectionTitles();
  const columns: Column<BankItemRow>[] = [
    {
      key: 'code',
      label: t('items.code'),
      heading: true,
      cell: (row) => (
        <Link href={`/bank/items/${row.id}`} className={css.number} data-testid="open-item">
          {row.code}
        </Link>
      ),
    },
    {
      key: 'kk',
      label: t('language.kk'),
      cell: (row) => (row.stem_kk === '' ? <Missing /> : <span lang="kk">{row.stem_kk}</span>),
    },
    {
      key: 'ru',
      label: t('language.ru'),
      cell: (row) => (row.stem_ru === '' ? <Missing /> : <span lang="ru">{row.stem_ru}</span>),
    },
    {
      key: 'where',
      label: t('items.where'),
      cell: (row) => (
        <span className={css.stack}>
          <span>{titles.get(row.section_id) ?? row.section_id}</span>
          <span className={css.small}>{row.topic}</span>
          <Source row={row} />
        </span>
      ),
    },
    { key: 'kind', label: t('items.kind'), cell: (row) => t(`kind.${row.kind}`) },
    {
      key: 'status',
      label: t('items.status'),
      cell: (row) => (
        <span className={css.stack}>
          <StatusBadge status={row.status} />
          {row.live && row.status !== 'active' && row.status !== 'pilot' && (
            <Badge tone="good">{t('items.live')}</Badge>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('items.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({
        'data-testid': 'item-row',
        'data-code': row.code,
        'data-section': row.section_id,
        'data-status': row.status,
      })}
    />
  );
}

function Missing() {
  const t = useBank();
  return <Badge tone="look">{t('items.untranslated')}</Badge>;
}

function Source({ row }: { readonly row: BankItemRow }) {
  const t = useBank();
  const { language } = useLanguage();
  if (row.act === '') return null;
  const parts = [row.act, row.article === '' ? '' : articleInWords(t, row.article)];
  if (row.edition_date !== '') {
    parts.push(t('items.edition', { date: formatDate(row.edition_date, language) }));
  }
  return <span className={css.small}>{parts.filter((part) => part !== '').join(' · ')}</span>;
}
