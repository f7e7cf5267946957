/// Which device (tab) this page is for the server: the same over a reload, another in another tab.

const STORAGE_KEY = 'synaq.device';
/** A page being reloaded may hold its lock a moment longer than the new one needs to ask for it. */
const LOCK_TRIES = 5;
const LOCK_PAUSE_MS = 100;

let own: Promise<string> | null = null;

/** This page's device id. A duplicated tab has the other's session storage: the lock tells the two apart. */
export function deviceId(): Promise<string> {
  own ??= find();
  return own;
}

async function find(): Promise<string> {
  const kept = sessionStorage.getItem(STORAGE_KEY);
  if (kept && (await lockWithin(kept))) return kept;
  const made = crypto.randomUUID();
  sessionStorage.setItem(STORAGE_KEY, made);
  await lock(made);
  return made;
}

async function lockWithin(id: string): Promise<boolean> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    if (await lock(id)) return true;
    await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
  }
  return false;
}

/** Hold the id's lock for the life of the page; false when another page holds it. */
function lock(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`synaq.device.${id}`, { ifAvailable: true }, (held) => {
      resolve(held !== null);
      return held === null ? undefined : new Promise<never>(() => undefined);
    });
  });
}
