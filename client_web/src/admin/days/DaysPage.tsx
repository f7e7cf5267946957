/// Which days are working days: the declared ones with their acts, and the open deadlines a change has moved.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDate, useLanguage } from '../../shared';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { type Day, type Days, useDays } from './data';
import { DayDialog } from './DayDialog';
import { DaysTable } from './DaysTable';
import { MovedTable } from './MovedTable';
import { useDayText } from './texts';
import { WithdrawDialog } from './WithdrawDialog';

type Opened = { readonly what: 'add' } | { readonly what: 'edit' | 'withdraw'; readonly day: Day };

export default function DaysPage() {
  const t = useDayText();
  const days = useDays();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [done, setDone] = useState<Days | null>(null);
  const close = () => setOpened(null);
  const finish = (after: Days) => {
    setDone(after);
    close();
  };
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <Button onClick={() => setOpened({ what: 'add' })} data-testid="day-add">
          {t('add')}
        </Button>
      </PageTitle>
      <p role="status" className={css.done} data-testid="days-done">
        {done && (done.moved.length === 0 ? t('saved') : t('savedMoved', { count: done.moved.length }))}
      </p>
      {done && done.moved.length > 0 && <MovedTable moved={done.moved} />}
      <Loadable query={days}>
        {(table) => (
          <>
            <h2 className={css.heading}>{t('declared')}</h2>
            {table.days.length === 0 ? (
              <Empty>{t('none')}</Empty>
            ) : (
              <DaysTable
                days={table.days}
                onEdit={(day) => setOpened({ what: 'edit', day })}
                onWithdraw={(day) => setOpened({ what: 'withdraw', day })}
              />
            )}
            <Known days={table.known} />
          </>
        )}
      </Loadable>
      {opened?.what === 'add' && <DayDialog day={null} onClose={close} onDone={finish} />}
      {opened?.what === 'edit' && <DayDialog day={opened.day} onClose={close} onDone={finish} />}
      {opened?.what === 'withdraw' && <WithdrawDialog day={opened.day} onClose={close} onDone={finish} />}
    </>
  );
}

function Known({ days }: { readonly days: Days['known'] }) {
  const t = useDayText();
  const { language } = useLanguage();
  return (
    <details className={css.heading} data-testid="known-days">
      <summary>{t('known')}</summary>
      <ul>
        {days.map(({ day, kind }) => (
          <li key={day}>
            {formatDate(day, language)} – {t(kind)}
          </li>
        ))}
      </ul>
    </details>
  );
}
