/// The items' texts: the current one at once, the others ahead of time, so that a lost line stops nobody.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnswerQueue } from '../answers/AnswerQueue';
import { slotQuery } from '../data';

const RETRY_MS = 3000;

export function useSlotContents(attemptId: string, nSlots: number, current: number, queue: AnswerQueue) {
  const queries = useQueryClient();
  const item = useQuery(slotQuery(attemptId, current));

  useEffect(() => {
    if (item.data) queue.learn(item.data.slot, item.data.response);
  }, [item.data, queue]);

  useEffect(() => {
    const reading = { live: true };
    void (async () => {
      for (let slot = 0; slot < nSlots && reading.live;) {
        const ahead = await queries.query(slotQuery(attemptId, slot)).catch(() => null);
        if (ahead) {
          queue.learn(slot, ahead.response);
          slot += 1;
        } else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    })();
    return () => {
      reading.live = false;
    };
  }, [attemptId, nSlots, queries, queue]);
  return item;
}
