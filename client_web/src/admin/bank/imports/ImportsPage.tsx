/// Bringing a bank in: a file is given, read beside other work, and looked at before anything is saved.
import { Button, NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { formatDateTime, LANGUAGES, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { type ImportJob, useImports, useUploadImport } from '../queries/imports';
import { useBank } from '../texts';
import { BankNotice } from '../ui/BankNotice';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { STATE_TONES } from './tones';
import { useImportText } from './texts';

export default function ImportsPage() {
  const t = useImportText();
  const { language } = useLanguage();
  const imports = useImports(language);
  return (
    <BankPage
      title={t('list.title')}
      lead={t('list.lead')}
      tools={
        <Button
          component="a"
          variant="default"
          href="/api/admin/bank/import-template"
          download
          data-testid="template"
        >
          {t('list.template')}
        </Button>
      }
    >
      <UploadPanel />
      <section className={css.panel} aria-labelledby="imports">
        <h2 id="imports">{t('list.latest')}</h2>
        <Loadable query={imports}>
          {(rows) => (rows.length === 0 ? <Empty>{t('list.empty')}</Empty> : <Imports rows={rows} />)}
        </Loadable>
      </section>
    </BankPage>
  );
}

function UploadPanel() {
  const t = useImportText();
  const bank = useBank();
  const id = useId();
  const { language } = useLanguage();
  const [, navigate] = useLocation();
  const upload = useUploadImport(language);
  const [file, setFile] = useState<File | null>(null);
  const [textsIn, setTextsIn] = useState('');
  return (
    <section className={css.panel} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('upload.title')}</h2>
      <div className={css.stack}>
        <p className={css.quiet}>{t('upload.formats')}</p>
        <div className={css.row}>
          <span className={css.stack}>
            <label htmlFor={id}>{t('upload.file')}</label>
            <input
              id={id}
              type="file"
              accept=".xlsx,.csv,.xml,.zip,.gift,.txt,.aiken"
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
              data-testid="import-file"
            />
          </span>
          <NativeSelect
            label={t('upload.language')}
            description={t('upload.languageHint')}
            value={textsIn}
            data={[
              { value: '', label: t('upload.said') },
              ...LANGUAGES.map((value) => ({ value, label: bank(`language.${value}`) })),
            ]}
            onChange={(event) => setTextsIn(event.currentTarget.value)}
            data-testid="import-language"
          />
          <Button
            loading={upload.isPending}
            disabled={file === null}
            onClick={() =>
              file &&
              upload.mutate(
                { file, texts_in: textsIn },
                { onSuccess: (job) => navigate(`/bank/imports/${job.id}`) },
              )
            }
            data-testid="import-upload"
          >
            {t('upload.send')}
          </Button>
        </div>
        <BankNotice error={upload.error} />
      </div>
    </section>
  );
}

function Imports({ rows }: { readonly rows: readonly ImportJob[] }) {
  const t = useImportText();
  const { language } = useLanguage();
  const columns: Column<ImportJob>[] = [
    {
      key: 'file',
      label: t('upload.file'),
      heading: true,
      cell: (row) => <Link href={`/bank/imports/${row.id}`}>{row.file_name}</Link>,
    },
    {
      key: 'state',
      label: t('list.state'),
      cell: (row) => <Badge tone={STATE_TONES[row.state]}>{t(`state.${row.state}`)}</Badge>,
    },
    { key: 'saved', label: t('list.saved'), figure: true, cell: (row) => row.n_saved },
    { key: 'author', label: t('list.author'), cell: (row) => row.author },
    { key: 'at', label: t('list.at'), cell: (row) => formatDateTime(row.created_at, language) },
  ];
  return (
    <DataTable
      caption={t('list.latest')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({ 'data-testid': 'import-row', 'data-state': row.state })}
    />
  );
}
