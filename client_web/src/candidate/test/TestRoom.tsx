/// The room of the test: one question, all questions, the time, the own picture, and the way out.
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { AppShell, ErrorNotice, local, useLanguage, usePageTitle } from '../../shared';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import { attemptKey, type AttemptView, useSubmit } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { CameraPreview } from './CameraPreview';
import { Countdown } from './Countdown';
import { HelpDialog } from './HelpDialog';
import { LineNotices } from './LineNotices';
import { Palette } from './Palette';
import { Question } from './Question';
import { countSlots, standings } from './slots';
import { SubmitDialog } from './SubmitDialog';
import css from './TestRoom.module.css';
import { useFlags } from './useFlags';
import { usePlace } from './usePlace';
import { useShortcuts } from './useShortcuts';
import { useSlotContents } from './useSlotContents';
import { useTimeLeft } from './useTimeLeft';
import { useTimeUp } from './useTimeUp';

interface TestRoomProps {
  readonly attempt: AttemptView;
  readonly running: RunningAttempt;
}

export function TestRoom({ attempt, running }: TestRoomProps) {
  const t = useText();
  const { language } = useLanguage();
  const wide = useMediaQuery('(min-width: 64rem)', true);
  const state = useSyncExternalStore(running.subscribe, running.snapshot);
  const queue = useSyncExternalStore(running.queue.subscribe, running.queue.snapshot);
  const { slot, go, heading, shownAt } = usePlace(attempt.id, attempt.n_items);
  const item = useSlotContents(attempt.id, attempt.n_items, slot, running.queue);
  const { flags, flag } = useFlags(attempt.id, running.epoch);
  const submit = useSubmit(attempt.id);
  const left = useTimeLeft(state.live?.deadline_at ?? attempt.deadline_at);
  const [submitting, setSubmitting] = useState(false);
  const [helping, setHelping] = useState(false);

  const timeUp = left !== null && left <= 0;
  const slots = standings(attempt.slots, queue, flags);
  const counts = countSlots(slots);
  const here = slots[slot];
  const section = attempt.sections.find(({ id }) => id === here?.sectionId);
  const submitNow = useCallback(
    () => submit.mutate({ device_epoch: running.epoch }),
    [submit, running.epoch],
  );
  useTimeUp({ timeUp, queue, submit, submitNow });
  useServerClose(attempt.id, state.live?.state, queue.stopCode);
  usePageTitle(t('test.question', { n: slot + 1, total: attempt.n_items }));

  const choose = (optionId: string): void => {
    if (!timeUp) void running.queue.answer(slot, { RESPONSE: [optionId] }, performance.now() - shownAt.current);
  };
  const toggleFlag = (): void => flag(slot, !(here?.flagged ?? false));
  const [shortcuts, setShortcuts] = useShortcuts(item.data, queue.answers.get(slot), {
    choose,
    flag: toggleFlag,
    next: () => go(slot + 1),
    previous: () => go(slot - 1),
    help: () => setHelping(true),
  });

  const preview = <CameraPreview state={state} />;
  return (
    <AppShell homeHref="/" width="wide" footer={false}>
      <div className={css.room}>
        <div className={css.bar}>
          {!wide && preview}
          <div className={css.who}>
            <strong>{local(attempt.title, language)}</strong>
            <span>{t('test.personal_number', { number: attempt.personal_number })}</span>
          </div>
          <div className={css.progress}>
            <span data-testid="answered-count">
              {t('test.progress', { answered: counts.answered, total: counts.total })}
            </span>
            <progress max={counts.total} value={counts.answered} aria-label={t('palette.answered')} />
          </div>
          <Countdown left={left} />
          <Button onClick={() => setSubmitting(true)} disabled={timeUp} data-testid="submit-button">
            {t('test.submit')}
          </Button>
        </div>
        <div className={css.main}>
          <LineNotices running={running} state={state} queue={queue} />
          {timeUp && (
            <div role="alert" className={css.time_up} data-testid="time-up">
              <strong>{t('test.time_up')}</strong>
              <p>
                {queue.nWaiting > 0
                  ? t('test.time_up_sending', { count: queue.nWaiting })
                  : t('test.time_up_closing')}
              </p>
            </div>
          )}
          <ErrorNotice error={item.error} onRetry={() => void item.refetch()} />
          {item.data ? (
            <Question
              item={item.data}
              number={slot + 1}
              total={attempt.n_items}
              section={section ? local(section.title, language) : ''}
              language={attempt.language ?? language}
              answer={queue.answers.get(slot)}
              sending={queue.line === 'sending'}
              locked={timeUp}
              heading={heading}
              onChoose={choose}
            />
          ) : (
            <div className={panel.panel} aria-busy="true" />
          )}
          <div className={css.moves}>
            <Button
              variant="default"
              size="md"
              disabled={slot === 0}
              onClick={() => go(slot - 1)}
              data-testid="previous"
            >
              ← {t('test.previous')}
            </Button>
            <Button
              variant={here?.flagged ? 'filled' : 'default'}
              color="ember"
              size="md"
              aria-pressed={here?.flagged ?? false}
              onClick={toggleFlag}
              data-testid="flag"
            >
              ⚑ {here?.flagged ? t('test.unflag') : t('test.flag')}
            </Button>
            <Button
              variant="default"
              size="md"
              disabled={slot === attempt.n_items - 1}
              onClick={() => go(slot + 1)}
              data-testid="next"
            >
              {t('test.next')} →
            </Button>
            <Button variant="subtle" size="md" onClick={() => setHelping(true)} data-testid="help">
              {t('help.title')}
            </Button>
          </div>
        </div>
        <aside className={css.aside} aria-label={t('test.aside')}>
          {wide && preview}
          <div className={css.scroll}>
            <Palette slots={slots} sections={attempt.sections} current={slot} onGo={go} />
          </div>
        </aside>
      </div>
      <SubmitDialog
        opened={submitting && !timeUp}
        counts={counts}
        nUnsent={queue.nWaiting}
        pending={submit.isPending}
        error={submit.error}
        onClose={() => setSubmitting(false)}
        onConfirm={submitNow}
      />
      <HelpDialog
        opened={helping}
        onClose={() => setHelping(false)}
        shortcuts={shortcuts}
        onShortcuts={setShortcuts}
      />
    </AppShell>
  );
}

/** The server closed the attempt (or takes no answer any more): read it again, the page follows its state. */
function useServerClose(attemptId: string, liveState: string | undefined, stopCode: string | null): void {
  const queries = useQueryClient();
  const told = useRef<string | null>(null);
  const sign = liveState === 'closed' || liveState === 'released' ? liveState : stopCode;
  useEffect(() => {
    if (sign === null || sign === 'device_superseded' || told.current === sign) return;
    told.current = sign;
    void queries.invalidateQueries({ queryKey: attemptKey(attemptId) });
  }, [attemptId, queries, sign]);
}
