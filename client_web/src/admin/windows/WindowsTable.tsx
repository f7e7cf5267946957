/// Windows as a table: which test, when, in which languages, how many places are held.
import { Button, Group } from '@mantine/core';
import { formatWindow, local, useLanguage } from '../../shared';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import css from '../AdminPage.module.css';
import type { WindowRow } from './data';
import { useWindowText } from './texts';

interface WindowsTableProps {
  readonly rows: readonly WindowRow[];
  readonly onCapacity: (row: WindowRow) => void;
  readonly onRemove: (row: WindowRow) => void;
}

export function WindowsTable({ rows, onCapacity, onRemove }: WindowsTableProps) {
  const t = useWindowText();
  const { language } = useLanguage();
  const when = (row: WindowRow) => formatWindow(row.opens_at, row.closes_at, language);
  const columns: Column<WindowRow>[] = [
    { key: 'when', label: t('when'), heading: true, cell: when },
    { key: 'programme', label: t('programme'), cell: (row) => local(row.title, language) },
    { key: 'places', label: t('places'), cell: (row) => <Places row={row} /> },
    { key: 'who', label: t('who'), cell: (row) => t(row.open_to_all ? 'all' : 'admitted') },
    {
      key: 'actions',
      label: t('actions'),
      unlabelled: true,
      cell: (row) => (
        <Group gap="xs">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('capacityChange')}: ${when(row)}`}
            onClick={() => onCapacity(row)}
            data-testid="window-capacity"
          >
            {t('capacityChange')}
          </Button>
          {row.n_booked === 0 && (
            <Button
              variant="subtle"
              color="brick"
              size="compact-sm"
              aria-label={`${t('remove')}: ${when(row)}`}
              onClick={() => onRemove(row)}
              data-testid="window-remove"
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({ 'data-testid': 'window-row', 'data-booked': row.n_booked })}
    />
  );
}

function Places({ row }: { readonly row: WindowRow }) {
  const t = useWindowText();
  const { kk = 0, ru = 0 } = row.booked_by_language;
  return (
    <span className={css.stack}>
      <span className={css.number}>
        {row.capacity === null
          ? t('unlimited', { n: row.n_booked })
          : t('of', { n: row.n_booked, capacity: row.capacity })}
      </span>
      {row.n_booked > 0 && <span className={css.small}>{t('byLanguage', { kk, ru })}</span>}
    </span>
  );
}
