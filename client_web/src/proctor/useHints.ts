/// Lets the proctor's pages fetch again what the server says has changed.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Hint, HintLine } from '../staff/hintLine';
import { LIVE_KEY, QUEUE_KEYS } from './queries';

/** Many incidents at once are one fetch. */
const GATHER_MS = 1_000;

/** Listen while the calling page is shown; tells whether the line is up. */
export function useHints(): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const changed = new Set<Hint['type']>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      timer = undefined;
      const keys = [...(changed.has('attempt') || changed.has('incident') ? [LIVE_KEY] : []), ...QUEUE_KEYS];
      changed.clear();
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    };
    const line = new HintLine({
      open: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live/proctor`),
      onHint(hint) {
        changed.add(hint.type);
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
