/// The items' texts: the current one at once, the others ahead of time, so that a lost line stops nobody.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnswerQueue } from '../answers/AnswerQueue';
import { slotQuery } from '../data';

export function useSlotContents(attemptId: string, nSlots: number, current: number, queue: AnswerQueue) {
  const queries = useQueryClient();
  const item = useQuery(slotQuery(attemptId, current));

  useEffect(() => {
    if (item.data) queue.learn(item.data.slot, item.data.response);
  }, [item.data, queue]);

  useEffect(() => {
    const reading = { live: true };
    void (async () => {
      for (let slot = 0; slot < nSlots && reading.live; slot += 1) {
        const ahead = await queries.query(slotQuery(attemptId, slot)).catch(() => null);
        if (ahead) queue.learn(slot, ahead.response);
      }
    })();
    return () => {
      reading.live = false;
    };
  }, [attemptId, nSlots, queries, queue]);
  return item;
}
