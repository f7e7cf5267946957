/// All attempts with their state and result, and assigning a new one.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { useAttempts } from '../queries';
import { AssignDialog } from './AssignDialog';
import { AttemptsTable } from './AttemptsTable';
import { ATTEMPT_STATES } from './states';

type Row = Schemas['AdminAttemptRow'];

export default function AttemptsPage() {
  const t = useStaff();
  const attempts = useAttempts();
  const [assigning, setAssigning] = useState(false);
  const [assigned, setAssigned] = useState('');
  return (
    <>
      <PageTitle title={t('attempts.title')}>
        <Button onClick={() => setAssigning(true)} data-testid="assign">
          {t('attempts.assign')}
        </Button>
      </PageTitle>
      <p role="status" className={css.done}>
        {assigned && t('assign.done', { number: assigned })}
      </p>
      <Loadable query={attempts}>{(rows) => <Attempts rows={rows} />}</Loadable>
      <AssignDialog
        opened={assigning}
        onClose={() => setAssigning(false)}
        onAssigned={(row) => setAssigned(row.personal_number)}
      />
    </>
  );
}

function Attempts({ rows }: { readonly rows: readonly Row[] }) {
  const t = useStaff();
  const [state, setState] = useState('');
  if (rows.length === 0) return <Empty>{t('attempts.empty')}</Empty>;
  const shown = state === '' ? rows : rows.filter((row) => row.state === state);
  return (
    <>
      <div className={css.filters}>
        <NativeSelect
          label={t('attempts.filter')}
          value={state}
          data={[
            { value: '', label: t('attempts.all') },
            ...ATTEMPT_STATES.map((each) => ({ value: each, label: t(`attempt.${each}`) })),
          ]}
          onChange={(event) => setState(event.currentTarget.value)}
          data-testid="attempts-filter"
        />
        <span className={css.count} role="status">
          {t('attempts.shown', { n: shown.length, total: rows.length })}
        </span>
      </div>
      {shown.length === 0 ? <Empty>{t('attempts.nothing')}</Empty> : <AttemptsTable rows={shown} />}
    </>
  );
}
