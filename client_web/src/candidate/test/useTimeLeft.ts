/// The time left on the server's clock, ticking.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { serverClock } from '../clock';

const TICK_MS = 250;

/** Milliseconds until `deadline`, four times a second; negative when it is over, null before the clock is set. */
export function useTimeLeft(deadline: string | null): number | null {
  const read = () => (deadline !== null && serverClock.isSet ? serverClock.until(deadline) : null);
  const [left, setLeft] = useState(read);
  useEffect(() => {
    const tick = () => setLeft(deadline !== null && serverClock.isSet ? serverClock.until(deadline) : null);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [deadline]);
  return left;
}

const subscribe = (listener: () => void) => serverClock.subscribe(listener);

/** Whether the server itself has told the time since the page was loaded. */
export function useTimeConfirmed(): boolean {
  return useSyncExternalStore(subscribe, () => serverClock.isConfirmed);
}
