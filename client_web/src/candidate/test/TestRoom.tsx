/// The room of a block: one question, all of its questions, the time, the own picture, and the way out.
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { AppShell, codeOf, ErrorNotice, local, useLanguage, usePageTitle } from '../../shared';
import { type Answers, overLimit } from '../../shared/item';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import { isLast } from '../blocks/course';
import { ExtraTimeNotice } from '../blocks/ExtraTimeNotice';
import { Calculator } from '../calculator/Calculator';
import { type AttemptView, type BlockView, useFinishBlock } from '../data';
import { DisplayDialog } from '../display/DisplayDialog';
import { useDisplay } from '../display/useDisplay';
import { GuardNotice } from '../guard/GuardNotice';
import panel from '../ui/panel.module.css';
import { CameraPreview } from './CameraPreview';
import { FinishDialog } from './FinishDialog';
import { HelpDialog } from './HelpDialog';
import { LineNotices } from './LineNotices';
import { Moves } from './Moves';
import { paceOf } from './pace';
import { Palette } from './Palette';
import { Question } from './Question';
import { RoomBar, type Window } from './RoomBar';
import { countSlots, standings } from './slots';
import css from './TestRoom.module.css';
import { useTestText } from './texts';
import { TimeUpNotice } from './TimeUpNotice';
import { useAdvance } from './useAdvance';
import { useFlags } from './useFlags';
import { usePlace } from './usePlace';
import { useShortcuts } from './useShortcuts';
import { useSlotContents } from './useSlotContents';
import { useTimeConfirmed, useTimeLeft } from './useTimeLeft';
import { useTimeUp } from './useTimeUp';

interface TestRoomProps {
  readonly attempt: AttemptView;
  readonly block: BlockView;
  readonly running: RunningAttempt;
}

const NO_ANSWER: Answers = {};
/** The width at which the palette stands beside the question, in the page's own text size. */
const WIDE_REM = 64;

export function TestRoom({ attempt, block, running }: TestRoomProps) {
  const t = useTestText();
  const { language } = useLanguage();
  const [display] = useDisplay();
  const wide = useMediaQuery(`(min-width: ${(WIDE_REM * display.scale) / 100}rem)`, true);
  const state = useSyncExternalStore(running.subscribe, running.snapshot);
  const queue = useSyncExternalStore(running.queue.subscribe, running.queue.snapshot);
  const { flags, flag } = useFlags(attempt.id, running.epoch);
  const slots = standings(attempt.slots, block.no, queue, flags);
  const numbers = slots.map(({ slot }) => slot);
  const forward = block.navigation === 'forward';
  const { index, slot, go, heading, shownAt } = usePlace(attempt.id, block.no, numbers);
  const ahead = forward ? [] : numbers;
  const item = useSlotContents({ attemptId: attempt.id, ahead, current: slot, queue: running.queue });
  const finish = useFinishBlock(attempt.id);
  const left = useTimeLeft(block.deadline_at);
  const confirmed = useTimeConfirmed();
  const [open, setOpen] = useState<Window | null>(null);
  const [calculating, setCalculating] = useState(false);

  // Only the server's own time ends a block: one carried over a reload may be wrong.
  const timeUp = confirmed && left !== null && left <= 0;
  const counts = countSlots(slots);
  const here = slots[index];
  const section = block.sections.find(({ id }) => id === here?.sectionId);
  const answer = queue.answers.get(slot);
  const answers = answer?.answers ?? NO_ANSWER;
  const { mutate } = finish;
  const finishNow = useCallback(
    () => mutate({ no: block.no, device_epoch: running.epoch }),
    [mutate, block.no, running.epoch],
  );
  useTimeUp({ timeUp, queue: running.queue, answers: queue, finish, finishNow });
  useBlockEntered(running, numbers);
  usePageTitle(t('test.question', { n: index + 1, total: numbers.length }));

  const locked = timeUp || finish.isPending;
  const change = (next: Answers): void => {
    if (locked || !item.data) return;
    const dwell = performance.now() - shownAt.current;
    void running.queue.answer(slot, next, dwell, paceOf(item.data.item, answers, next));
  };
  const move = (to: number): void => {
    running.queue.hurry();
    go(to);
  };
  const advance = useAdvance({ index, forward, waiting: answer?.waiting ?? false, move });
  useSkipLocked(forward && codeOf(item.error) === 'item_locked', () => go(index + 1));
  const toggleFlag = (): void => flag(slot, !(here?.flagged ?? false));
  const previous = (): void => {
    if (!forward) move(index - 1);
  };
  const [shortcuts, setShortcuts] = useShortcuts(item.data?.item, answers, {
    answer: change,
    chosenByKey: block.kind === 'questionnaire' ? advance.soon : () => undefined,
    flag: toggleFlag,
    next: advance.now,
    previous,
    help: () => setOpen('help'),
  });

  const close = (): void => setOpen(null);
  const preview = <CameraPreview state={state} />;
  return (
    <AppShell homeHref="/" width="wide" footer={false}>
      <div className={css.room} data-wide={wide} data-guarded>
        <RoomBar
          attempt={attempt}
          block={block}
          counts={counts}
          left={left}
          confirmed={confirmed}
          locked={locked}
          preview={wide ? null : preview}
          onOpen={setOpen}
          onCalculator={block.aids.includes('calculator') ? () => setCalculating(!calculating) : null}
          fullScreen={state.fullScreen}
        />
        <div className={css.main}>
          <ExtraTimeNotice block={block} />
          <GuardNotice blocked={state.blocked} />
          <LineNotices
            running={running}
            state={state}
            queue={queue}
            standings={slots}
            confirmed={confirmed}
          />
          {timeUp && <TimeUpNotice nWaiting={queue.nWaiting} />}
          <ErrorNotice error={item.error} onRetry={() => void item.refetch()} />
          {item.data ? (
            <Question
              key={slot}
              view={item.data}
              kind={block.kind}
              number={index + 1}
              total={numbers.length}
              section={section && block.sections.length > 1 ? local(section.title, language) : ''}
              personalNumber={attempt.personal_number}
              answer={answer}
              line={queue.line}
              locked={locked}
              heading={heading}
              onChange={change}
            />
          ) : (
            <div className={panel.panel} aria-busy="true" />
          )}
          <Moves
            index={index}
            total={numbers.length}
            forward={forward}
            leaving={advance.leaving}
            flagged={here?.flagged ?? false}
            onPrevious={previous}
            onNext={advance.now}
            onFlag={toggleFlag}
            onHelp={() => setOpen('help')}
          />
        </div>
        {(wide || numbers.length > 1) && (
          <aside className={css.aside} aria-label={t('test.aside')}>
            {wide && preview}
            {numbers.length > 1 && (
              <div className={css.scroll}>
                <Palette
                  slots={slots}
                  sections={block.sections}
                  current={slot}
                  onGo={forward ? null : move}
                />
              </div>
            )}
          </aside>
        )}
      </div>
      {calculating && <Calculator onClose={() => setCalculating(false)} />}
      <FinishDialog
        opened={open === 'finish' && !timeUp}
        last={isLast(attempt, block)}
        counts={counts}
        unanswered={slots.filter(({ answered }) => !answered).map(({ number }) => number)}
        tooLong={item.data !== undefined && overLimit(item.data.item, answers).length > 0}
        queue={running.queue}
        nUnsent={queue.nWaiting}
        pending={finish.isPending}
        error={finish.error}
        onClose={close}
        onConfirm={finishNow}
      />
      <HelpDialog
        opened={open === 'help'}
        onClose={close}
        kind={block.kind}
        shortcuts={shortcuts}
        onShortcuts={setShortcuts}
      />
      <DisplayDialog opened={open === 'display'} onClose={close} />
    </AppShell>
  );
}

/** Tell the queue which slots may be answered now. */
function useBlockEntered(running: RunningAttempt, slots: readonly number[]): void {
  const list = slots.join();
  useEffect(() => {
    void running.queue.enterBlock(new Set(list.split(',').map(Number)));
  }, [running, list]);
}

/** A block that leads forward was opened at a question that lies behind (on another device): go on to the next. */
function useSkipLocked(lockedHere: boolean, next: () => void): void {
  const latest = useRef(next);
  useEffect(() => {
    latest.current = next;
  });
  useEffect(() => {
    if (lockedHere) latest.current();
  }, [lockedHere]);
}
