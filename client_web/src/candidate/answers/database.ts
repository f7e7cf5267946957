/// The page's own database: what has not reached the server yet, and what a reload without a line needs.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Schemas } from '../../shared';
import type { PendingAnswer, PendingStore } from './pending';

export interface PendingEvent {
  readonly attemptId: string;
  readonly event: Schemas['IntegrityEvent'];
}

/** The attempt as the page last saw it running, for whom, and under which device's epoch. */
export interface KeptAttempt {
  readonly attemptId: string;
  readonly accountId: string;
  readonly view: Schemas['AttemptView'];
  readonly deviceId: string | null;
  readonly epoch: number;
}

/** An item of the running block that the page has seen, with the answer that the server confirmed last. */
export interface KeptSlot {
  readonly attemptId: string;
  readonly slot: number;
  readonly view: Schemas['SlotView'];
}

interface PageSchema extends DBSchema {
  answers: { key: [string, number]; value: PendingAnswer; indexes: { attempt: string } };
  events: { key: string; value: PendingEvent; indexes: { attempt: string } };
  attempts: { key: string; value: KeptAttempt };
  slots: { key: [string, number]; value: KeptSlot; indexes: { attempt: string } };
  accounts: { key: string; value: Schemas['AccountView'] };
}

const VERSION = 2;

export type PageDatabase = IDBPDatabase<PageSchema>;

export function openPageDatabase(name = 'synaq'): Promise<PageDatabase> {
  return openDB<PageSchema>(name, VERSION, {
    upgrade(database, before) {
      if (before < 1) {
        const bySlot = { keyPath: ['attemptId', 'slot'] };
        database.createObjectStore('answers', bySlot).createIndex('attempt', 'attemptId');
        database.createObjectStore('events', { keyPath: 'event.id' }).createIndex('attempt', 'attemptId');
      }
      if (before < 2) {
        database.createObjectStore('attempts', { keyPath: 'attemptId' });
        const slots = database.createObjectStore('slots', { keyPath: ['attemptId', 'slot'] });
        slots.createIndex('attempt', 'attemptId');
        database.createObjectStore('accounts');
      }
    },
    // A newer version of the page in another tab asks for the database. No test runs then (see register.ts).
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  });
}

let opened: Promise<PageDatabase> | null = null;

/** The one database of this page. Rejects where the browser keeps none. */
export function pageDatabase(): Promise<PageDatabase> {
  opened ??= openPageDatabase();
  return opened;
}

/** Answers on disk. `strict`: the promise comes back when the disk has them, not merely the browser's memory. */
export class IndexedDbPendingStore implements PendingStore {
  constructor(private readonly database: PageDatabase) {}

  all(attemptId: string): Promise<PendingAnswer[]> {
    return this.database.getAllFromIndex('answers', 'attempt', attemptId);
  }

  async put(answer: PendingAnswer): Promise<void> {
    const tx = this.database.transaction('answers', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(answer), tx.done]);
  }

  async remove(answer: PendingAnswer): Promise<void> {
    const tx = this.database.transaction('answers', 'readwrite', { durability: 'strict' });
    const kept = await tx.store.get([answer.attemptId, answer.slot]);
    if (kept?.operationId === answer.operationId) await tx.store.delete([answer.attemptId, answer.slot]);
    await tx.done;
  }
}

/** Events on disk, until the server has them. */
export class IndexedDbEventStore {
  constructor(private readonly database: PageDatabase) {}

  async all(attemptId: string): Promise<Schemas['IntegrityEvent'][]> {
    const kept = await this.database.getAllFromIndex('events', 'attempt', attemptId);
    return kept.map(({ event }) => event);
  }

  async put(attemptId: string, event: Schemas['IntegrityEvent']): Promise<void> {
    await this.database.put('events', { attemptId, event });
  }

  async remove(ids: readonly string[]): Promise<void> {
    const tx = this.database.transaction('events', 'readwrite');
    await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done]);
  }
}
