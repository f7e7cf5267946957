/// The material items rest on: passages, tables, charts, pictures.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatDateTime, useLanguage } from '../../../shared';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import css from '../../AdminPage.module.css';
import { useStimulusPage } from '../queries/stimuli';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import { Pages } from '../ui/Pages';
import { KINDS } from './stimulus';
import { useStimuliText } from './texts';

type Row = BankSchemas['StimulusRow'];
const TYPING_MS = 300;

export default function StimuliPage() {
  const t = useStimuliText();
  const [sought, setSought] = useState({ q: '', page: 1 });
  const stimuli = useStimulusPage(sought.q, sought.page);
  const search = useDebouncedCallback((q: string) => setSought({ q: q.trim(), page: 1 }), TYPING_MS);
  return (
    <BankPage
      title={t('list.title')}
      lead={t('list.lead')}
      tools={KINDS.map((kind) => (
        <Button
          key={kind}
          component={Link}
          variant="default"
          href={`/bank/stimuli/new/${kind}`}
          data-testid={`new-stimulus-${kind}`}
        >
          + {t(`kind.${kind}`)}
        </Button>
      ))}
    >
      <div className={css.filters} role="search">
        <TextInput
          type="search"
          className={css.search}
          label={t('list.search')}
          onChange={(event) => search(event.currentTarget.value)}
          data-testid="stimuli-search"
        />
      </div>
      <Loadable query={stimuli}>
        {({ rows, total, page, per_page }) =>
          rows.length === 0 ? (
            <Empty title={t('list.emptyTitle')}>{t('list.empty')}</Empty>
          ) : (
            <div className={css.form}>
              <Stimuli rows={rows} />
              <Pages
                total={total}
                page={page}
                perPage={per_page}
                onGo={(to) => setSought({ ...sought, page: to })}
              />
            </div>
          )
        }
      </Loadable>
    </BankPage>
  );
}

function Stimuli({ rows }: { readonly rows: readonly Row[] }) {
  const t = useStimuliText();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'code',
      label: t('field.code'),
      heading: true,
      cell: (row) => (
        <Link href={`/bank/stimuli/${row.id}`} className={css.number} data-testid="open-stimulus">
          {row.code}
        </Link>
      ),
    },
    {
      key: 'title',
      label: t('field.title'),
      cell: (row) => (
        <span className={css.stack}>
          <span lang="kk">{row.title_kk}</span>
          <span lang="ru" className={css.small}>
            {row.title_ru}
          </span>
        </span>
      ),
    },
    { key: 'kind', label: t('field.kind'), cell: (row) => t(`kind.${row.kind}`) },
    { key: 'items', label: t('list.items'), figure: true, cell: (row) => row.n_items },
    { key: 'versions', label: t('list.versions'), figure: true, cell: (row) => row.n_versions },
    { key: 'at', label: t('list.updated'), cell: (row) => formatDateTime(row.updated_at, language) },
  ];
  return (
    <DataTable
      caption={t('list.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({ 'data-testid': 'stimulus-row', 'data-code': row.code })}
    />
  );
}
