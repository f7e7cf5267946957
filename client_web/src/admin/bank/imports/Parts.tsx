/// The report of an import: each row or item, how it ended, and why, in the reader's language.
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { type ImportJob, type PartStatus, useImportParts } from '../queries/imports';
import type { BankSchemas } from '../types';
import css from '../ui/BankPage.module.css';
import { Pages } from '../ui/Pages';
import { PART_STATUSES, PART_TONES } from './tones';
import { useImportText } from './texts';

type Row = BankSchemas['ImportPartView'];

export function Parts({ job }: { readonly job: ImportJob }) {
  const t = useImportText();
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<{ status: PartStatus | ''; page: number }>({ status: '', page: 1 });
  const parts = useImportParts({ import_id: job.id, ...wanted, language, state: job.state });
  return (
    <section className={css.panel} aria-labelledby="parts">
      <h2 id="parts">{t('parts.title')}</h2>
      <div className={css.stack}>
        <div className={css.row}>
          <NativeSelect
            label={t('parts.status')}
            value={wanted.status}
            data={[
              { value: '', label: t('parts.all') },
              ...PART_STATUSES.map((value) => ({ value, label: t(`part.${value}`) })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              setWanted({ status: PART_STATUSES.find((one) => one === value) ?? '', page: 1 })
            }
            data-testid="parts-status"
          />
        </div>
        <Loadable query={parts}>
          {({ rows, total, page, per_page }) =>
            rows.length === 0 ? (
              <Empty>{t('parts.empty')}</Empty>
            ) : (
              <>
                <Report rows={rows} />
                <Pages
                  total={total}
                  page={page}
                  perPage={per_page}
                  onGo={(to) => setWanted({ ...wanted, page: to })}
                />
              </>
            )
          }
        </Loadable>
      </div>
    </section>
  );
}

function Report({ rows }: { readonly rows: readonly Row[] }) {
  const t = useImportText();
  const columns: Column<Row>[] = [
    { key: 'where', label: t('parts.where'), heading: true, cell: (row) => row.where || `№ ${row.no}` },
    {
      key: 'code',
      label: t('parts.code'),
      cell: (row) =>
        row.item_id === null ? row.code : <Link href={`/bank/items/${row.item_id}`}>{row.code}</Link>,
    },
    {
      key: 'status',
      label: t('parts.status'),
      cell: (row) => <Badge tone={PART_TONES[row.status]}>{t(`part.${row.status}`)}</Badge>,
    },
    { key: 'action', label: t('parts.action'), cell: (row) => t(`action.${row.action}`) },
    { key: 'reason', label: t('parts.reason'), cell: (row) => row.reason },
  ];
  return (
    <DataTable
      caption={t('parts.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.no)}
      rowProps={(row) => ({ 'data-testid': 'import-part', 'data-status': row.status })}
    />
  );
}
