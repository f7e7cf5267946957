/// Carries the server's time over a reload without a line: by the computer's clock, never back behind what was seen.
import type { ServerClock } from '../../shared/clock';

const STORAGE_KEY = 'synaq.clock';
const KEEP_EVERY_MS = 5000;

export interface KeptTime {
  /** Server time minus the computer's clock, ms. */
  readonly offset: number;
  /** The latest server time that the page knew of, ms since the epoch. */
  readonly seen: number;
}

/** The server's time by what was kept; the computer's clock may have been set back meanwhile, time was not. */
export function timeFrom({ offset, seen }: KeptTime, computer: number): number {
  return Math.max(computer + offset, seen);
}

/** Note the time whenever it has been told or a few seconds have passed. Returns how to stop. */
export function keepTime(clock: ServerClock, storage: Storage, computer: () => number): () => void {
  const keep = (): void => {
    if (!clock.isConfirmed) return;
    const seen = clock.now();
    const kept: KeptTime = { offset: seen - computer(), seen };
    storage.setItem(STORAGE_KEY, JSON.stringify(kept));
  };
  const forget = clock.subscribe(keep);
  const timer = setInterval(keep, KEEP_EVERY_MS);
  return () => {
    forget();
    clearInterval(timer);
  };
}

/** Let the clock go by the time an earlier load kept, if it knows none of its own. */
export function restoreTime(clock: ServerClock, storage: Storage, computer: number): void {
  if (clock.isSet) return;
  const kept = readKept(storage.getItem(STORAGE_KEY));
  if (kept) clock.assume(timeFrom(kept, computer));
}

function readKept(text: string | null): KeptTime | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<KeptTime> | null;
    return Number.isFinite(kept?.offset) && Number.isFinite(kept?.seen) ? (kept as KeptTime) : null;
  } catch {
    return null;
  }
}
