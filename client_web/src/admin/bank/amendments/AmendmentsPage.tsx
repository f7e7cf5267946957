/// An article was amended: what rests on it is listed first, then suspended in one step.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { formatDate, formatDateTime, useLanguage } from '../../../shared';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { articleInWords } from '../article';
import { useAmendmentPreview, useAmendments, useDeclareAmendment } from '../queries/changes';
import { useFacets } from '../queries/items';
import { useBank } from '../texts';
import type { BankSchemas } from '../types';
import { BankNotice } from '../ui/BankNotice';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { Confirm } from '../ui/Confirm';
import { StatusBadge } from '../ui/StatusBadge';

type Amended = BankSchemas['AmendedItem'];

export default function AmendmentsPage() {
  const t = useBank();
  return (
    <BankPage title={t('amend.title')} lead={t('amend.lead')}>
      <Declare />
      <History />
    </BankPage>
  );
}

function Declare() {
  const t = useBank();
  const id = useId();
  const acts = useFacets().data?.acts ?? [];
  const preview = useAmendmentPreview();
  const declare = useDeclareAmendment();
  const [confirming, setConfirming] = useState(false);
  const [draft, setDraft] = useState({ act: '', article: '', edition_date: '', note: '' });
  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    preview.reset();
  };
  const items = preview.data?.items;
  return (
    <section className={css.panel} aria-labelledby="declare">
      <h2 id="declare">{t('amend.declare')}</h2>
      <div className={css.stack}>
        <div className={css.row}>
          <TextInput
            label={t('source.act')}
            withAsterisk
            list={id}
            maxLength={300}
            value={draft.act}
            onChange={(event) => set({ act: event.currentTarget.value })}
            data-testid="amend-act"
          />
          <datalist id={id}>
            {acts.map(({ value, n }) => (
              <option key={value} value={value}>{`${value} (${n})`}</option>
            ))}
          </datalist>
          <TextInput
            label={t('source.article')}
            description={t('amend.articleHint')}
            maxLength={60}
            value={draft.article}
            onChange={(event) => set({ article: event.currentTarget.value })}
            data-testid="amend-article"
          />
          <TextInput
            type="date"
            label={t('amend.edition')}
            withAsterisk
            value={draft.edition_date}
            onChange={(event) => set({ edition_date: event.currentTarget.value })}
            data-testid="amend-edition"
          />
        </div>
        <Textarea
          label={t('amend.note')}
          maxLength={2000}
          rows={2}
          value={draft.note}
          onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
        />
        <BankNotice error={preview.error} />
        <div className={css.row}>
          <Button
            variant="default"
            loading={preview.isPending}
            disabled={draft.act.trim() === '' || draft.edition_date === ''}
            onClick={() => preview.mutate(draft)}
            data-testid="amend-preview"
          >
            {t('amend.preview')}
          </Button>
        </div>
        {items?.length === 0 && <Empty>{t('amend.nothing')}</Empty>}
        {items && items.length > 0 && (
          <>
            <p role="status">
              <strong>{t('amend.found', { count: items.length })}</strong>
            </p>
            <Items items={items} caption={t('amend.list')} />
            <div className={css.row}>
              <Button onClick={() => setConfirming(true)} data-testid="amend-declare">
                {t('amend.suspend', { count: items.length })}
              </Button>
            </div>
          </>
        )}
        {declare.isSuccess && !items && (
          <p role="status" className={css.good} data-testid="amend-done">
            {t('amend.done', { count: declare.data.items.length })}
          </p>
        )}
      </div>
      <Confirm
        opened={confirming}
        title={t('amend.confirm')}
        action={t('amend.suspend', { count: items?.length ?? 0 })}
        reason="none"
        pending={declare.isPending}
        error={declare.error}
        onClose={() => setConfirming(false)}
        onConfirm={() =>
          declare.mutate(draft, {
            onSuccess: () => {
              setConfirming(false);
              preview.reset();
            },
          })
        }
      >
        <p>{t('amend.confirmText')}</p>
      </Confirm>
    </section>
  );
}

function Items({ items, caption }: { readonly items: readonly Amended[]; readonly caption: string }) {
  const t = useBank();
  const { language } = useLanguage();
  const columns: Column<Amended>[] = [
    {
      key: 'code',
      label: t('items.code'),
      heading: true,
      cell: (row) => <Link href={`/bank/items/${row.item_id}`}>{row.code}</Link>,
    },
    { key: 'kk', label: t('language.kk'), cell: (row) => <span lang="kk">{row.stem_kk}</span> },
    { key: 'ru', label: t('language.ru'), cell: (row) => <span lang="ru">{row.stem_ru}</span> },
    {
      key: 'article',
      label: t('item.source'),
      cell: (row) =>
        `${articleInWords(t, row.article)} · ${t('items.edition', { date: formatDate(row.edition_date, language) })}`,
    },
    { key: 'status', label: t('items.status'), cell: (row) => <StatusBadge status={row.status} /> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={items}
      rowKey={(row) => row.version_id}
      rowProps={(row) => ({ 'data-testid': 'amended-item', 'data-code': row.code })}
    />
  );
}

function History() {
  const t = useBank();
  const { language } = useLanguage();
  const amendments = useAmendments();
  return (
    <section className={css.panel} aria-labelledby="history">
      <h2 id="history">{t('amend.history')}</h2>
      <Loadable query={amendments}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('amend.none')}</Empty>
          ) : (
            <ul className={css.list}>
              {rows.map((one) => (
                <li key={one.id} data-testid="amendment">
                  <strong>
                    {[one.act, one.article === '' ? '' : articleInWords(t, one.article)].join(' ')}
                  </strong>{' '}
                  · {t('items.edition', { date: formatDate(one.edition_date, language) })} · {one.declared_by}
                  , {formatDateTime(one.declared_at, language)} {one.note !== '' && <q>{one.note}</q>}
                  <p className={css.quiet}>{one.items.map(({ code }) => code).join(', ')}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </section>
  );
}
