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
import { useAttemptText } from './texts';
import { AddTimeDialog } from './time/AddTimeDialog';

type Row = Schemas['AdminAttemptRow'];

export default function AttemptsPage() {
  const t = useStaff();
  const words = useAttemptText();
  const attempts = useAttempts();
  const [assigning, setAssigning] = useState(false);
  const [timed, setTimed] = useState<Row | null>(null);
  const [done, setDone] = useState('');
  const addedTime = (row: Row) => {
    setDone(words('time.done', { number: row.personal_number }));
    setTimed(null);
  };
  return (
    <>
      <PageTitle title={t('attempts.title')}>
        <Button onClick={() => setAssigning(true)} data-testid="assign">
          {t('attempts.assign')}
        </Button>
      </PageTitle>
      <p role="status" className={css.done} data-testid="attempts-done">
        {done}
      </p>
      <Loadable query={attempts}>{(rows) => <Attempts rows={rows} onAddTime={setTimed} />}</Loadable>
      <AssignDialog
        opened={assigning}
        onClose={() => setAssigning(false)}
        onAssigned={(row) => setDone(t('assign.done', { number: row.personal_number }))}
      />
      {timed && <AddTimeDialog row={timed} onClose={() => setTimed(null)} onDone={() => addedTime(timed)} />}
    </>
  );
}

interface AttemptsProps {
  readonly rows: readonly Row[];
  readonly onAddTime: (row: Row) => void;
}

function Attempts({ rows, onAddTime }: AttemptsProps) {
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
      {shown.length === 0 ? <Empty>{t('attempts.nothing')}</Empty> : <AttemptsTable rows={shown} onAddTime={onAddTime} />}
    </>
  );
}
