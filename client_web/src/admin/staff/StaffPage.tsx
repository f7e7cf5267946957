/// Colleagues' accounts: who they are, who may sign in, who is a senior.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../../shared';
import { Badge } from '../../staff/ui/Badge';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { type Change, type Colleague, useChange, useColleagues } from './data';
import { NewColleagueDialog } from './NewColleagueDialog';
import { ShutDialog } from './ShutDialog';
import { useColleagueText } from './texts';

export default function StaffPage() {
  const t = useColleagueText();
  const colleagues = useColleagues();
  const change = useChange();
  const [adding, setAdding] = useState(false);
  const [shutting, setShutting] = useState<Colleague | null>(null);
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <Button onClick={() => setAdding(true)} data-testid="new-colleague">
          {t('new')}
        </Button>
      </PageTitle>
      <ErrorNotice error={change.error} />
      <p role="status" className={css.done} data-testid="staff-done">
        {change.data ? t('done', { login: change.data.login }) : ''}
      </p>
      <Loadable query={colleagues}>
        {(rows) => <Colleagues rows={rows} onShut={setShutting} onChange={change.mutate} />}
      </Loadable>
      <NewColleagueDialog opened={adding} onClose={() => setAdding(false)} />
      {shutting && (
        <ShutDialog
          colleague={shutting}
          onClose={() => setShutting(null)}
          onShut={() => {
            change.mutate({ account_id: shutting.id, to: { let_in: false } });
            setShutting(null);
          }}
        />
      )}
    </>
  );
}

interface ColleaguesProps {
  readonly rows: readonly Colleague[];
  readonly onShut: (colleague: Colleague) => void;
  readonly onChange: (change: Change) => void;
}

function Colleagues({ rows, ...on }: ColleaguesProps) {
  const t = useColleagueText();
  const columns: Column<Colleague>[] = [
    { key: 'login', label: t('login'), heading: true, cell: (row) => row.login },
    {
      key: 'name',
      label: t('name'),
      cell: (row) => (row.mine ? `${row.display_name} (${t('mine')})` : row.display_name),
    },
    {
      key: 'role',
      label: t('role'),
      cell: (row) => (row.is_senior ? t('senior') : t(`role.${row.role}`)),
    },
    { key: 'state', label: t('state'), cell: (row) => <State row={row} /> },
    { key: 'actions', label: t('actions'), cell: (row) => <Actions row={row} {...on} /> },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({
        'data-testid': 'colleague-row',
        'data-login': row.login,
        'data-shut': row.disabled_at !== null,
        'data-senior': row.is_senior,
      })}
    />
  );
}

function State({ row }: { readonly row: Colleague }) {
  const t = useColleagueText();
  if (row.disabled_at === null) return <Badge tone="good">{t('state.open')}</Badge>;
  return <Badge tone="late">{t(row.needs_second ? 'state.second' : 'state.shut')}</Badge>;
}

function Actions({ row, onShut, onChange }: Omit<ColleaguesProps, 'rows'> & { readonly row: Colleague }) {
  const t = useColleagueText();
  const { id, login, is_senior } = row;
  return (
    <div className={css.buttons}>
      {row.role === 'proctor' && (
        <Button
          variant="default"
          size="sm"
          aria-label={t(is_senior ? 'endSeniorOf' : 'makeSeniorOf', { login })}
          onClick={() => onChange({ account_id: id, to: { is_senior: !is_senior } })}
          data-testid="seniority"
        >
          {t(is_senior ? 'endSenior' : 'makeSenior')}
        </Button>
      )}
      {!row.mine && row.disabled_at === null && (
        <Button
          variant="default"
          size="sm"
          aria-label={t('shutOf', { login })}
          onClick={() => onShut(row)}
          data-testid="shut"
        >
          {t('shut')}
        </Button>
      )}
      {row.disabled_at !== null && !row.needs_second && (
        <Button
          variant="default"
          size="sm"
          aria-label={t('letInOf', { login })}
          onClick={() => onChange({ account_id: id, to: { let_in: true } })}
          data-testid="let-in"
        >
          {t('letIn')}
        </Button>
      )}
    </div>
  );
}
