/// What the server's clock says now, between two answers of it.
import { useEffect, useState } from 'react';

/**
 * Give the server's time, moved on since its answer came.
 *
 * `server_now` is the answer's instant, `received_at_ms` the page's clock when it came (a query's
 * `dataUpdatedAt`), so only the difference of the page's clock counts. It decorates; the server decides.
 */
export function useServerNow(server_now: string, received_at_ms: number, every_ms: number): Date {
  const [here_ms, setHere] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
  return new Date(Date.parse(server_now) + Math.max(here_ms - received_at_ms, 0));
}
