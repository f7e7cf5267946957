/// The page's own database: answers and events that have not reached the server yet.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Schemas } from '../../shared';
import type { PendingAnswer, PendingStore } from './pending';

export interface PendingEvent {
  readonly attemptId: string;
  readonly event: Schemas['IntegrityEvent'];
}

interface PageSchema extends DBSchema {
  answers: { key: [string, number]; value: PendingAnswer; indexes: { attempt: string } };
  events: { key: string; value: PendingEvent; indexes: { attempt: string } };
}

export type PageDatabase = IDBPDatabase<PageSchema>;

export function openPageDatabase(name = 'synaq'): Promise<PageDatabase> {
  return openDB<PageSchema>(name, 1, {
    upgrade(database) {
      database
        .createObjectStore('answers', { keyPath: ['attemptId', 'slot'] })
        .createIndex('attempt', 'attemptId');
      database.createObjectStore('events', { keyPath: 'event.id' }).createIndex('attempt', 'attemptId');
    },
  });
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
