/// The candidates, and registering a new one.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../shared';
import { useStaff } from '../../staff/texts';
import { useCandidateText } from './texts';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { useCandidates } from '../queries';
import { NewCandidateDialog } from './NewCandidateDialog';

type Row = Schemas['CandidateRow'];

export default function CandidatesPage() {
  const t = useCandidateText();
  const candidates = useCandidates();
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <PageTitle title={t('candidates.title')}>
        <Button onClick={() => setRegistering(true)} data-testid="new-candidate">
          {t('candidates.new')}
        </Button>
      </PageTitle>
      <Loadable query={candidates}>{(rows) => <Candidates rows={rows} />}</Loadable>
      <NewCandidateDialog opened={registering} onClose={() => setRegistering(false)} />
    </>
  );
}

const matches = (row: Row, wanted: string): boolean =>
  [row.login, row.display_name, row.personal_number].some((text) =>
    text.toLocaleLowerCase('kk').includes(wanted.trim().toLocaleLowerCase('kk')),
  );

function Candidates({ rows }: { readonly rows: readonly Row[] }) {
  const t = useCandidateText();
  const staff = useStaff();
  const [wanted, setWanted] = useState('');
  if (rows.length === 0) return <Empty>{t('candidates.empty')}</Empty>;
  const shown = rows.filter((row) => matches(row, wanted));
  const columns: Column<Row>[] = [
    {
      key: 'number',
      label: t('candidates.number'),
      heading: true,
      cell: (row) => <span className={css.number}>{row.personal_number}</span>,
    },
    { key: 'login', label: t('candidates.login'), cell: (row) => row.login },
    { key: 'name', label: t('candidates.name'), cell: (row) => row.display_name },
    { key: 'attempts', label: t('candidates.attempts'), figure: true, cell: (row) => row.n_attempts },
  ];
  return (
    <>
      <div className={css.filters}>
        <TextInput
          type="search"
          className={css.search}
          label={t('candidates.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data-testid="candidates-search"
        />
        <span className={css.count} role="status">
          {staff('attempts.shown', { n: shown.length, total: rows.length })}
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty>{t('candidates.nothing')}</Empty>
      ) : (
        <DataTable
          caption={t('candidates.title')}
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
          rowProps={(row) => ({ 'data-testid': 'candidate-row', 'data-login': row.login })}
        />
      )}
    </>
  );
}
