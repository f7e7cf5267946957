/// Starts the service worker, and decides when a new version of the page may take over: never during a test.
import { RUNNING_LOCK, TAKE_OVER } from './names';

const TAKEN_WITHIN_MS = 3000;

/** Keep the page for reloads without a line. Without a service worker all else works as before. */
export async function keepPageOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  await navigator.serviceWorker
    .register('/sw.js', { scope: '/', type: 'module', updateViaCache: 'none' })
    .catch(() => undefined);
}

/**
 * Let a waiting new version take over; true when the page must be loaded anew for it.
 *
 * Only a load of the page at its first address asks for this, and no tab may be in a test: the files of the former
 * version go, and a test still needs them.
 */
export async function newVersionTaken(path: string): Promise<boolean> {
  if (path !== '/' || !('serviceWorker' in navigator) || import.meta.env.DEV) return false;
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  const waiting = registration?.waiting;
  if (!waiting) return false;
  return navigator.locks.request(RUNNING_LOCK, { ifAvailable: true }, async (held) => {
    if (!held) return false;
    const taken = controllerChanged();
    waiting.postMessage(TAKE_OVER);
    return taken;
  });
}

/** Hold the lock of a running test until `ended`. */
export function holdRunning(ended: AbortSignal): void {
  const untilEnded = new Promise<void>((resolve) => {
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  void navigator.locks.request(RUNNING_LOCK, { mode: 'shared' }, () => untilEnded);
}

function controllerChanged(): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
    setTimeout(() => resolve(false), TAKEN_WITHIN_MS);
  });
}
