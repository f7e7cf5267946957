/// An item's versions, newest first; two of them can be laid side by side.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatDateTime, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { useBank } from '../texts';
import type { BankItemDetail, BankSchemas } from '../types';
import css from '../ui/BankPage.module.css';
import { StatusBadge } from '../ui/StatusBadge';

type Row = BankSchemas['VersionRow'];

export function VersionsPanel({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  const { language } = useLanguage();
  const [newest, before] = item.versions;
  const [older, setOlder] = useState(before?.id ?? '');
  const [newer, setNewer] = useState(newest?.id ?? '');
  const choice = (row: Row, name: 'older' | 'newer', chosen: string, choose: (id: string) => void) => (
    <input
      type="radio"
      name={name}
      checked={row.id === chosen}
      aria-label={t(`versions.${name}`, { no: row.no })}
      onChange={() => choose(row.id)}
    />
  );
  const columns: Column<Row>[] = [
    { key: 'no', label: t('item.version'), heading: true, cell: (row) => `№ ${row.no}` },
    { key: 'status', label: t('items.status'), cell: (row) => <StatusBadge status={row.status} /> },
    {
      key: 'approved',
      label: t('versions.approved'),
      cell: (row) => row.approved.map((one) => <Badge key={one}>{one}</Badge>),
    },
    { key: 'author', label: t('item.author'), cell: (row) => row.author ?? t('item.system') },
    { key: 'at', label: t('versions.saved'), cell: (row) => formatDateTime(row.created_at, language) },
    { key: 'note', label: t('versions.note'), cell: (row) => row.note },
    ...(item.versions.length > 1
      ? [
          {
            key: 'older',
            label: t('versions.left'),
            cell: (row: Row) => choice(row, 'older', older, setOlder),
          },
          {
            key: 'newer',
            label: t('versions.right'),
            cell: (row: Row) => choice(row, 'newer', newer, setNewer),
          },
        ]
      : []),
  ];
  return (
    <section className={css.panel} aria-labelledby="versions">
      <h2 id="versions">{t('versions.title')}</h2>
      <div className={css.stack}>
        <DataTable
          caption={t('versions.title')}
          columns={columns}
          rows={item.versions}
          rowKey={(row) => row.id}
          rowProps={(row) => ({ 'data-testid': 'version-row', 'data-no': row.no })}
        />
        {item.versions.length > 1 && (
          <div className={css.row}>
            <Button
              component={Link}
              variant="default"
              href={`/bank/items/${item.row.id}/diff/${older}/${newer}`}
              data-testid="compare"
            >
              {t('versions.compare')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
