/// The item bank by act, Kazakh and Russian side by side; the key only where an item is opened.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, formatDate, type Schemas, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { useItems, useOpenItem } from '../queries';
import { useSectionTitles } from '../sectionTitles';
import { articleInWords } from './article';
import { ItemDialog } from './ItemDialog';

type Row = Schemas['ItemRow'];

export default function ItemsPage() {
  const t = useStaff();
  const titles = useSectionTitles();
  const [section, setSection] = useState('');
  const items = useItems(section || null);
  const open = useOpenItem();
  return (
    <>
      <PageTitle title={t('items.title')} lead={t('items.lead')} />
      <div className={css.filters}>
        <NativeSelect
          label={t('items.section')}
          value={section}
          data={[
            { value: '', label: t('items.all') },
            ...[...titles].map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => setSection(event.currentTarget.value)}
          data-testid="items-section"
        />
        <span className={css.count} role="status">
          {items.data && t('items.count', { count: items.data.length })}
        </span>
      </div>
      <ErrorNotice error={open.error} />
      <Loadable query={items}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('items.empty')}</Empty>
          ) : (
            <ItemsTable
              rows={rows}
              opening={open.isPending ? open.variables : null}
              onOpen={(item_id) => open.mutate(item_id)}
            />
          )
        }
      </Loadable>
      <ItemDialog item={open.data ?? null} onClose={() => open.reset()} />
    </>
  );
}

interface ItemsTableProps {
  readonly rows: readonly Row[];
  readonly opening: string | null;
  readonly onOpen: (item_id: string) => void;
}

function ItemsTable({ rows, opening, onOpen }: ItemsTableProps) {
  const t = useStaff();
  const columns: Column<Row>[] = [
    {
      key: 'code',
      label: t('items.code'),
      heading: true,
      cell: (row) => <span className={css.number}>{row.code}</span>,
    },
    { key: 'kk', label: t('items.stemKk'), cell: (row) => <span lang="kk">{row.stem.kk}</span> },
    { key: 'ru', label: t('items.stemRu'), cell: (row) => <span lang="ru">{row.stem.ru}</span> },
    { key: 'source', label: t('items.source'), cell: (row) => <Source row={row} /> },
    {
      key: 'open',
      label: t('items.open'),
      unlabelled: true,
      cell: (row) => (
        <Button
          variant="default"
          size="compact-sm"
          loading={opening === row.id}
          aria-label={t('items.openOf', { code: row.code })}
          onClick={() => onOpen(row.id)}
          data-testid="open-item"
        >
          {t('items.open')}
        </Button>
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
      })}
    />
  );
}

function Source({ row }: { readonly row: Row }) {
  const t = useStaff();
  const { language } = useLanguage();
  return (
    <span className={css.stack}>
      <span>{articleInWords(t, row.article)}</span>
      <span className={css.small}>
        {t('items.edition', { date: formatDate(row.edition_date, language) })}
      </span>
    </span>
  );
}
