/// What a reload without a line shows: who is signed in, the running attempt, the items of its running block.
import type { Schemas } from '../../shared';
import type { KeptAttempt, PageDatabase } from '../answers/database';
import { ITEM_MEDIA_CACHE } from './names';

type AccountView = Schemas['AccountView'];
type AttemptView = Schemas['AttemptView'];
type SlotView = Schemas['SlotView'];

const SIGNED_IN = 'signed in';
const ITEM_MEDIA = /\/api\/assets\/[0-9a-f]{64}(?:\.[a-z]{3,4})?/g;

export class KeptPage {
  constructor(private readonly database: PageDatabase) {}

  account(): Promise<AccountView | undefined> {
    return this.database.get('accounts', SIGNED_IN);
  }

  /** Somebody is signed in: whatever is kept of anybody else goes. */
  async keepAccount(account: AccountView): Promise<void> {
    const attempts = await this.database.getAll('attempts');
    const others = attempts.filter(({ accountId }) => accountId !== account.id);
    for (const { attemptId } of others) await this.forgetAttempt(attemptId);
    await this.database.put('accounts', account, SIGNED_IN);
  }

  /**
   * Nobody is signed in: nobody may read here what the test asks.
   *
   * Unsent answers of a running test stay: a sign-in may have expired, and none of them may be lost.
   */
  async forgetAccount(): Promise<void> {
    await Promise.all([
      this.database.clear('accounts'),
      this.database.clear('attempts'),
      this.database.clear('slots'),
      forgetItemMedia(),
    ]);
  }

  attempt(attemptId: string): Promise<KeptAttempt | undefined> {
    return this.database.get('attempts', attemptId);
  }

  /** Keep a running attempt as the server describes it; of one that has ended nothing stays. */
  async keepAttempt(view: AttemptView, accountId: string): Promise<void> {
    if (view.state !== 'running') return this.forgetAttempt(view.id);
    const tx = this.database.transaction('attempts', 'readwrite');
    const before = await tx.store.get(view.id);
    const claim = { deviceId: before?.deviceId ?? null, epoch: before?.epoch ?? 0 };
    await tx.store.put({ ...claim, attemptId: view.id, accountId, view });
    await tx.done;
    await this.forgetOtherSlots(view);
  }

  /** This page has the attempt, under this epoch. */
  async keepClaim(attemptId: string, deviceId: string, epoch: number): Promise<void> {
    const tx = this.database.transaction('attempts', 'readwrite');
    const kept = await tx.store.get(attemptId);
    if (kept) await tx.store.put({ ...kept, deviceId, epoch });
    await tx.done;
  }

  async slot(attemptId: string, slot: number): Promise<SlotView | undefined> {
    return (await this.database.get('slots', [attemptId, slot]))?.view;
  }

  async keepSlot(attemptId: string, view: SlotView): Promise<void> {
    await this.database.put('slots', { attemptId, slot: view.slot, view });
    await keepItemMedia(view);
  }

  /** The server confirmed an answer: a reload shows this one. */
  async keepResponse(attemptId: string, slot: number, response: Schemas['ResponseView']): Promise<void> {
    const tx = this.database.transaction('slots', 'readwrite');
    const kept = await tx.store.get([attemptId, slot]);
    if (kept) await tx.store.put({ ...kept, view: { ...kept.view, response } });
    await tx.done;
  }

  /** The attempt is over: its items, its answers and the attempt itself go. */
  async forgetAttempt(attemptId: string): Promise<void> {
    const stores = ['attempts', 'slots', 'answers'] as const;
    const tx = this.database.transaction(stores, 'readwrite');
    await tx.objectStore('attempts').delete(attemptId);
    for (const name of ['slots', 'answers'] as const) {
      const store = tx.objectStore(name);
      const keys = await store.index('attempt').getAllKeys(attemptId);
      await Promise.all(keys.map((key) => store.delete(key)));
    }
    await tx.done;
    await forgetItemMedia();
  }

  /** Items of a block that does not run are not kept. */
  private async forgetOtherSlots(view: AttemptView): Promise<void> {
    const running = new Set(
      view.slots.filter(({ block_no }) => block_no === view.block_no).map(({ slot }) => slot),
    );
    const tx = this.database.transaction('slots', 'readwrite');
    const keys = await tx.store.index('attempt').getAllKeys(view.id);
    const past = keys.filter(([, slot]) => !running.has(slot));
    await Promise.all(past.map((key) => tx.store.delete(key)));
    await tx.done;
    if (past.length > 0) await forgetItemMedia();
  }
}

/** Fetch an item's pictures ahead, into the cache from which the service worker answers for them. */
async function keepItemMedia(view: SlotView): Promise<void> {
  const addresses = [...new Set(JSON.stringify(view).match(ITEM_MEDIA) ?? [])];
  if (addresses.length === 0 || !('caches' in globalThis)) return;
  const cache = await caches.open(ITEM_MEDIA_CACHE);
  const wanted = [];
  for (const address of addresses) if (!(await cache.match(address))) wanted.push(address);
  await cache.addAll(wanted);
}

async function forgetItemMedia(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(ITEM_MEDIA_CACHE);
}
