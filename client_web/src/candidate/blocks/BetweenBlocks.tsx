/// Between two blocks: the break with its countdown, what the next block asks, and its start.
import { Button } from '@mantine/core';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import {
  AppShell,
  ErrorNotice,
  formatDuration,
  isPassing,
  local,
  useLanguage,
  usePageTitle,
} from '../../shared';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import { type AttemptView, type BlockView, useStartBlock } from '../data';
import { CameraPreview } from '../test/CameraPreview';
import { useTimeLeft } from '../test/useTimeLeft';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { BlockFacts } from './BlockFacts';
import css from './BlockFacts.module.css';
import { useBlockText } from './texts';

interface BetweenBlocksProps {
  readonly attempt: AttemptView;
  readonly running: RunningAttempt;
  readonly next: BlockView;
  /** The end of the break; null when there is none. */
  readonly until: string | null;
}

const RETRY_MS = 2000;

export function BetweenBlocks({ attempt, running, next, until }: BetweenBlocksProps) {
  const t = useBlockText();
  const { language } = useLanguage();
  const state = useSyncExternalStore(running.subscribe, running.snapshot);
  const queue = useSyncExternalStore(running.queue.subscribe, running.queue.snapshot);
  const start = useStartBlock(attempt.id);
  const left = useTimeLeft(until);
  const before = attempt.blocks.find(({ no }) => no === next.no - 1);
  const title = until === null ? t('ready') : t('break.title');
  const startNow = (): void => start.mutate({ no: next.no, device_epoch: running.epoch });
  const startsItself = before?.next_starts_itself ?? false;
  useSelfStart(startsItself && left !== null && left <= 0, startNow, start);
  usePageTitle(title);
  return (
    <AppShell homeHref="/" width="narrow" footer={false}>
      <PageHead title={title} lead={local(attempt.title, language)} />
      <section className={panel.panel} data-testid="between-blocks" data-next={next.no}>
        {before?.end_cause && (
          <p role="status">{t(`ended.${before.end_cause}`, { title: local(before.title, language) })}</p>
        )}
        {queue.nWaiting > 0 && <p role="status">{t('sending.rest', { count: queue.nWaiting })}</p>}
        {until !== null && <BreakLeft left={left} />}
        {until !== null && <p>{t(startsItself ? 'break.itself' : 'break.waits')}</p>}
        <p className={panel.quiet}>{t('break.recorded')}</p>
        <div className={css.camera}>
          <CameraPreview state={state} />
        </div>
      </section>
      <section className={panel.panel} aria-labelledby="next-block">
        <p className={panel.quiet}>{t('part', { n: next.no + 1, total: attempt.blocks.length })}</p>
        <h2 id="next-block">{local(next.title, language)}</h2>
        <BlockFacts block={next} />
        <ErrorNotice error={start.error} />
        <div className={panel.actions}>
          <Button size="lg" loading={start.isPending} onClick={startNow} data-testid="start-block">
            {t('start')}
          </Button>
          <span className={panel.quiet}>{t('clock')}</span>
        </div>
      </section>
    </AppShell>
  );
}

function BreakLeft({ left }: { readonly left: number | null }) {
  const t = useBlockText();
  if (left !== null && left <= 0) return <p role="status">{t('break.ended')}</p>;
  return (
    <p className={css.left}>
      <span id="break-left">{t('break.left')}</span>
      <strong role="timer" aria-live="off" aria-labelledby="break-left" data-testid="break-timer">
        {left === null ? '–' : formatDuration(Math.ceil(left / 1000))}
      </strong>
    </p>
  );
}

/** A block that follows by itself is asked for when the break is over; the server has begun it then. */
function useSelfStart(
  due: boolean,
  startNow: () => void,
  start: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown },
): void {
  const latest = useRef(startNow);
  useEffect(() => {
    latest.current = startNow;
  });
  useEffect(() => {
    if (!due || start.isPending || start.isSuccess) return;
    if (start.error && !isPassing(start.error)) return;
    const timer = setTimeout(() => latest.current(), start.error ? RETRY_MS : 0);
    return () => clearTimeout(timer);
  }, [due, start.isPending, start.isSuccess, start.error]);
}
