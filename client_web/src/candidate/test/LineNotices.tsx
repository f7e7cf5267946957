/// What the candidate should know about the line and the camera: facts and what to do, never a reproach.
import { useEffect, useState } from 'react';
import type { QueueSnapshot } from '../answers/AnswerQueue';
import type { RunningAttempt, RunningSnapshot } from '../attempt/RunningAttempt';
import { useText } from '../texts';
import { DeviceNotices } from '../media/DeviceNotices';
import css from './TestRoom.module.css';

/** A link that comes back sooner than this is not worth a word. */
const QUIET_MS = 4000;

interface LineNoticesProps {
  readonly running: RunningAttempt;
  readonly state: RunningSnapshot;
  readonly queue: QueueSnapshot;
}

export function LineNotices({ running, state, queue }: LineNoticesProps) {
  const t = useText();
  const linkLost = useLasting(state.cameraFault === null && state.link !== 'connected', QUIET_MS);
  const answersWait = useLasting(queue.line === 'trying', 1000);
  return (
    <div role="status" className={css.notices}>
      <DeviceNotices
        camera={state.cameraFault}
        microphone={state.microphoneFault}
        onOpen={() => running.openCamera()}
      />
      {linkLost && (
        <div className={css.notice} data-testid="link-lost">
          <p>
            <strong>{t('test.link_lost')}</strong> {t('test.link_goes_on')}
          </p>
        </div>
      )}
      {answersWait && (
        <div className={css.notice} data-testid="answers-waiting">
          <p>
            <strong>{t('test.answers_wait', { count: queue.nWaiting })}</strong> {t('test.answers_kept')}
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
          <p>{t('test.replaced', { questions: queue.replacedSlots.map((slot) => slot + 1).join(', ') })}</p>
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
