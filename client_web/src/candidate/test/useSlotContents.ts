/// The items of a block: the current one at once, the others ahead of time, so that a lost line stops nobody.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnswerQueue } from '../answers/AnswerQueue';
import { slotQuery } from '../data';

const RETRY_MS = 3000;

interface SlotContents {
  readonly attemptId: string;
  /** The slots to read ahead; none where items are read one after another. */
  readonly ahead: readonly number[];
  readonly current: number;
  readonly queue: AnswerQueue;
}

export function useSlotContents({ attemptId, ahead, current, queue }: SlotContents) {
  const queries = useQueryClient();
  const item = useQuery(slotQuery(attemptId, current));
  const list = ahead.join();

  useEffect(() => {
    if (item.data) queue.learn(item.data.slot, item.data.response);
  }, [item.data, queue]);

  useEffect(() => {
    const reading = { live: true };
    void (async () => {
      const wanted = list === '' ? [] : list.split(',').map(Number);
      for (let next = 0; next < wanted.length && reading.live;) {
        const slot = wanted[next] ?? 0;
        const read = await queries.query(slotQuery(attemptId, slot)).catch(() => null);
        if (read) {
          queue.learn(slot, read.response);
          next += 1;
        } else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    })();
    return () => {
      reading.live = false;
    };
  }, [attemptId, list, queries, queue]);
  return item;
}
