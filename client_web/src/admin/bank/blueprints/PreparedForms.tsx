/// Forms that lie ready before a booked window, so that thousands can start in one minute.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, local, useLanguage } from '../../../shared';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { usePreparedForms, usePrepareForms } from '../queries/blueprints';
import type { BankSchemas } from '../types';
import css from '../ui/BankPage.module.css';
import { useBlueprintText } from './texts';

type Row = BankSchemas['PreparedForms'];

export function PreparedForms() {
  const t = useBlueprintText();
  const forms = usePreparedForms();
  return (
    <section className={css.panel} aria-labelledby="prepared">
      <h2 id="prepared">{t('forms.title')}</h2>
      <p className={css.quiet}>{t('forms.lead')}</p>
      <Loadable query={forms}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('forms.empty')}</Empty>
          ) : (
            <ul className={css.list}>
              {rows.map((row) => (
                <Prepared key={`${row.programme_id}/${row.block_no}`} row={row} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </section>
  );
}

function Prepared({ row }: { readonly row: Row }) {
  const t = useBlueprintText();
  const { language } = useLanguage();
  const prepare = usePrepareForms();
  const [n, setN] = useState(row.n_wanted);
  const title = `${local(row.title, language)} · ${row.block_id}`;
  return (
    <li
      className={css.row}
      data-testid="prepared-forms"
      data-programme={row.programme_id}
      data-block={row.block_id}
    >
      <span>
        <strong>{title}</strong>
        <br />
        <span className={css.quiet} role="status">
          {t('forms.ready', { ready: row.n_ready, wanted: row.n_wanted })}
        </span>
      </span>
      <TextInput
        type="number"
        min={1}
        max={20_000}
        label={t('forms.n')}
        aria-label={t('forms.nOf', { title })}
        value={n}
        onChange={(event) => setN(Number(event.currentTarget.value))}
      />
      <Button
        variant="default"
        loading={prepare.isPending}
        disabled={!(n >= 1 && n <= 20_000)}
        onClick={() => prepare.mutate({ programme_id: row.programme_id, block_no: row.block_no, n })}
      >
        {t('forms.prepare')}
      </Button>
      <ErrorNotice error={prepare.error} />
    </li>
  );
}
