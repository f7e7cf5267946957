/// Lets the proctor's pages fetch again what the server says has changed.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { HintLine } from '../staff/hintLine';
import { LIVE_KEY, QUEUE_KEY, REVIEWS_KEY } from './queries';
import type { Review } from './review/types';

/** Many incidents at once are one fetch. */
const GATHER_MS = 1_000;

/** Listen while the calling page is shown; tells whether the line is up. */
export function useHints(): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      timer = undefined;
      const attempts = new Set(changed);
      changed.clear();
      void queries.invalidateQueries({ queryKey: QUEUE_KEY });
      if (attempts.size === 0) return;
      void queries.invalidateQueries({ queryKey: LIVE_KEY });
      // Reading a review is recorded, so it is read anew only when its own attempt has changed.
      void queries.invalidateQueries({
        queryKey: REVIEWS_KEY,
        predicate: ({ state }) => attempts.has((state.data as Review | undefined)?.attempt_id ?? ''),
      });
    };
    const line = new HintLine({
      open: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live/proctor`),
      onHint(hint) {
        if (hint.type !== 'queue') changed.add(hint.attempt_id);
        timer ??= setTimeout(fetchAgain, GATHER_MS);
      },
      onState: setConnected,
    });
    line.start();
    return () => {
      clearTimeout(timer);
      line.stop();
    };
  }, [queries]);
  return connected;
}
