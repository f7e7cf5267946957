/// What the candidate should know about the line and the camera: facts and what to do, never a reproach.
import { useEffect, useState } from 'react';
import type { QueueSnapshot } from '../answers/AnswerQueue';
import type { RunningAttempt, RunningSnapshot } from '../attempt/RunningAttempt';
import { DeviceNotices, ScreenNotice } from '../media/DeviceNotices';
import type { SlotStanding } from './slots';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

/** A link that comes back sooner than this is not worth a word. */
const QUIET_MS = 4000;

interface LineNoticesProps {
  readonly running: RunningAttempt;
  readonly state: RunningSnapshot;
  readonly queue: QueueSnapshot;
  readonly standings: readonly SlotStanding[];
  /** Whether the server has told the time since the page was loaded. */
  readonly confirmed: boolean;
}

export function LineNotices({ running, state, queue, standings, confirmed }: LineNoticesProps) {
  const t = useTestText();
  const linkLost = useLasting(state.cameraFault === null && state.link !== 'connected', QUIET_MS);
  const lineDown = useLasting(!state.lineOpen, QUIET_MS);
  const numbersOf = (of: (slot: SlotStanding) => boolean) =>
    standings
      .filter(of)
      .map(({ number }) => number)
      .join(', ');
  const answersWait = useLasting(queue.line === 'trying', 1000);
  return (
    <div role="status" className={css.notices}>
      <DeviceNotices
        camera={state.cameraFault}
        microphone={state.microphoneFault}
        onOpen={() => running.openCamera()}
      />
      <ScreenNotice screen={state.screen} onShare={() => running.screen.share()} />
      {linkLost && !lineDown && (
        <div className={css.notice} data-testid="link-lost">
          <p>
            <strong>{t('test.link_lost')}</strong> {t('test.link_goes_on')}
          </p>
        </div>
      )}
      {(lineDown || !confirmed) && (
        <div className={css.notice} data-testid="line-down">
          <p>
            <strong>{t('test.line_down')}</strong> {t('test.line_down_goes_on')}{' '}
            {!confirmed && <span data-testid="time-unconfirmed">{t('test.time_unconfirmed')}</span>}
          </p>
        </div>
      )}
      {answersWait && (
        <div className={css.notice} data-testid="answers-waiting" data-count={queue.nWaiting}>
          <p>
            <strong>{t('test.answers_wait', { count: queue.nWaiting })}</strong>{' '}
            {standings.length > 1 &&
              t('test.answers_wait_which', { questions: numbersOf(({ waiting }) => waiting) })}{' '}
            {t('test.answers_kept')}
          </p>
        </div>
      )}
      {queue.onlyInMemory && (
        <div className={css.notice}>
          <p>{t('test.only_in_memory')}</p>
        </div>
      )}
      {queue.replacedSlots.length > 0 && (
        <div className={css.notice} data-testid="answers-replaced">
          <p>
            {t('test.replaced', {
              questions: numbersOf(({ slot }) => queue.replacedSlots.includes(slot)),
            })}
          </p>
        </div>
      )}
    </div>
  );
}

/** True once `condition` has held for `ms`; false at once when it ends. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [condition, ms]);
  return lasting;
}
