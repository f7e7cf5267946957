/// The running test: first the attempt is claimed for this page, then the room opens.
import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { Waiting } from '../App';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import { useRunningAttempt } from '../attempt/useRunningAttempt';
import { AppShell, ErrorNotice, local, useLanguage, usePageTitle, useShared } from '../../shared';
import type { AttemptView } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { TestRoom } from './TestRoom';

export function TestPage({ attempt }: { readonly attempt: AttemptView }) {
  const common = useShared();
  const { claim, ask } = useRunningAttempt(attempt.id);
  switch (claim.state) {
    case 'asking':
      return <Waiting />;
    case 'elsewhere':
      return <ElsewherePage attempt={attempt} kind="elsewhere" onTakeOver={() => ask(true)} />;
    case 'refused':
      return (
        <AppShell homeHref="/" width="narrow">
          <PageHead title={common('problem.title')} />
          <ErrorNotice error={claim.error} onRetry={() => ask(false)} />
        </AppShell>
      );
    case 'mine':
      return <MyTest attempt={attempt} running={claim.running} onTakeOver={() => ask(true)} />;
  }
}

interface MyTestProps {
  readonly attempt: AttemptView;
  readonly running: RunningAttempt;
  readonly onTakeOver: () => void;
}

function MyTest({ attempt, running, onTakeOver }: MyTestProps) {
  const { superseded } = useSyncExternalStore(running.subscribe, running.snapshot);
  if (superseded) return <ElsewherePage attempt={attempt} kind="superseded" onTakeOver={onTakeOver} />;
  return <TestRoom attempt={attempt} running={running} />;
}

interface ElsewherePageProps {
  readonly attempt: AttemptView;
  readonly kind: 'elsewhere' | 'superseded';
  readonly onTakeOver: () => void;
}

function ElsewherePage({ attempt, kind, onTakeOver }: ElsewherePageProps) {
  const t = useText();
  const { language } = useLanguage();
  const [asked, setAsked] = useState(false);
  usePageTitle(t(`${kind}.title`));
  return (
    <AppShell homeHref="/" width="narrow">
      <PageHead title={t(`${kind}.title`)} lead={local(attempt.title, language)} />
      <section className={panel.panel} data-testid={kind}>
        <p>{t(`${kind}.what`)}</p>
        <p className={panel.quiet}>{t('elsewhere.nothing_lost')}</p>
        <div className={panel.actions}>
          <Button
            size="md"
            loading={asked}
            onClick={() => {
              setAsked(true);
              onTakeOver();
            }}
            data-testid="take-over"
          >
            {t('elsewhere.take_over')}
          </Button>
        </div>
      </section>
    </AppShell>
  );
}
