/// When the time is over the page ends the test itself: the last answers first, while the grace lasts.
import { useEffect, useRef } from 'react';
import { isPassing } from '../../shared';
import type { QueueSnapshot } from '../answers/AnswerQueue';

interface TimeUpParts {
  readonly timeUp: boolean;
  readonly queue: QueueSnapshot;
  readonly submit: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown };
  readonly submitNow: () => void;
}

const RETRY_MS = 2000;

export function useTimeUp({ timeUp, queue, submit, submitNow }: TimeUpParts): void {
  const asked = useRef(false);
  const ready = timeUp && (queue.nWaiting === 0 || queue.stopCode === 'block_closed');
  useEffect(() => {
    if (!ready || asked.current) return;
    asked.current = true;
    submitNow();
  }, [ready, submitNow]);
  useEffect(() => {
    if (!ready || submit.isPending || submit.isSuccess || !isPassing(submit.error)) return;
    const timer = setTimeout(submitNow, RETRY_MS);
    return () => clearTimeout(timer);
  }, [ready, submit.isPending, submit.isSuccess, submit.error, submitNow]);
}
