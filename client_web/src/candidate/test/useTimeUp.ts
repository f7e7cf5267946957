/// When the time of a block is over the page ends it itself: the last answers first, while the grace lasts.
import { useEffect, useRef } from 'react';
import { isPassing } from '../../shared';
import type { AnswerQueue, QueueSnapshot } from '../answers/AnswerQueue';

interface TimeUpParts {
  readonly timeUp: boolean;
  readonly queue: AnswerQueue;
  readonly answers: QueueSnapshot;
  readonly finish: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown };
  readonly finishNow: () => void;
}

const RETRY_MS = 2000;

export function useTimeUp({ timeUp, queue, answers, finish, finishNow }: TimeUpParts): void {
  const asked = useRef(false);
  const ready = timeUp && (answers.nWaiting === 0 || answers.stopCode === 'block_closed');
  useEffect(() => {
    if (timeUp) queue.hurry();
  }, [timeUp, queue]);
  useEffect(() => {
    if (!ready || asked.current) return;
    asked.current = true;
    finishNow();
  }, [ready, finishNow]);
  useEffect(() => {
    if (!ready || finish.isPending || finish.isSuccess || !isPassing(finish.error)) return;
    const timer = setTimeout(finishNow, RETRY_MS);
    return () => clearTimeout(timer);
  }, [ready, finish.isPending, finish.isSuccess, finish.error, finishNow]);
}
