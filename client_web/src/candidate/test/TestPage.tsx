/// The running test: first the attempt is claimed for this page, then its blocks follow each other.
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Waiting } from '../App';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import { useRunningAttempt } from '../attempt/useRunningAttempt';
import { BetweenBlocks } from '../blocks/BetweenBlocks';
import { courseWord, standingIn, withLive } from '../blocks/course';
import { PausePage } from '../blocks/PausePage';
import { AppShell, ErrorNotice, local, useLanguage, usePageTitle, useShared } from '../../shared';
import { attemptKey, type AttemptView } from '../data';
import { useGranted } from '../display/useDisplay';
import type { Intervention } from '../interventions/Confirmations';
import { ProctorDialog } from '../interventions/ProctorDialog';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { TestRoom } from './TestRoom';
import { useTestText } from './texts';

const NOTHING: readonly Intervention[] = [];

export function TestPage({ attempt }: { readonly attempt: AttemptView }) {
  const common = useShared();
  const { claim, ask } = useRunningAttempt(attempt.id);
  useGranted(attempt.accommodations);
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

function MyTest({ attempt: read, running, onTakeOver }: MyTestProps) {
  const { superseded, live } = useSyncExternalStore(running.subscribe, running.snapshot);
  const queue = useSyncExternalStore(running.queue.subscribe, running.queue.snapshot);
  const attempt = withLive(read, live);
  const ended = live?.state === 'closed' || live?.state === 'released' ? live.state : queue.stopCode;
  useReadAgain(attempt.id, ended === 'device_superseded' ? null : ended);
  useReadAgain(attempt.id, courseWord(attempt) === courseWord(read) ? null : courseWord(attempt));
  if (superseded) {
    return (
      <ElsewherePage attempt={attempt} kind="superseded" nUnsent={queue.nWaiting} onTakeOver={onTakeOver} />
    );
  }
  return (
    <>
      <Standing attempt={attempt} running={running} />
      <ProctorDialog attemptId={attempt.id} pending={live?.interventions ?? NOTHING} />
    </>
  );
}

function Standing({ attempt, running }: Omit<MyTestProps, 'onTakeOver'>) {
  const standing = standingIn(attempt);
  switch (standing.at) {
    case 'block':
      return <TestRoom key={standing.block.no} attempt={attempt} block={standing.block} running={running} />;
    case 'pause':
      return <PausePage attempt={attempt} running={running} since={standing.since} />;
    case 'break':
      return (
        <BetweenBlocks attempt={attempt} running={running} next={standing.next} until={standing.until} />
      );
    case 'before':
      return <BetweenBlocks attempt={attempt} running={running} next={standing.next} until={null} />;
    case 'nowhere':
      return <Waiting />;
  }
}

/** Something changed that the attempt as it was read does not say: read it again, once for each `sign`. */
function useReadAgain(attemptId: string, sign: string | null): void {
  const queries = useQueryClient();
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (sign === null || told.current === sign) return;
    told.current = sign;
    void queries.invalidateQueries({ queryKey: attemptKey(attemptId) });
  }, [attemptId, queries, sign]);
}

interface ElsewherePageProps {
  readonly attempt: AttemptView;
  readonly kind: 'elsewhere' | 'superseded';
  readonly nUnsent?: number;
  readonly onTakeOver: () => void;
}

function ElsewherePage({ attempt, kind, nUnsent = 0, onTakeOver }: ElsewherePageProps) {
  const t = useTestText();
  const { language } = useLanguage();
  const [asked, setAsked] = useState(false);
  usePageTitle(t(`${kind}.title`));
  return (
    <AppShell homeHref="/" width="narrow">
      <PageHead title={t(`${kind}.title`)} lead={local(attempt.title, language)} />
      <section className={panel.panel} data-testid={kind}>
        <p>{t(`${kind}.what`)}</p>
        <p className={panel.quiet}>{t('elsewhere.nothing_lost')}</p>
        {nUnsent > 0 && <p data-testid="unsent-here">{t('superseded.unsent', { count: nUnsent })}</p>}
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
