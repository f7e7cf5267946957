// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, networkProblem, type Schemas } from '../../shared';
import { AnswerQueue, type QueueTransport } from './AnswerQueue';
import { IndexedDbPendingStore, openPageDatabase, type PageDatabase } from './database';
import type { PendingAnswer, PendingStore } from './pending';

const START = Date.UTC(2026, 10, 21, 9);
const chosen = (id: string): Record<string, string[]> => ({ RESPONSE: [id] });

function refusal(code: string, status = 409): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: code, status, code, detail: '', params: {} });
}

/** Answers as the server's rules do: by operation id, base revision and device epoch. */
class Server implements QueueTransport {
  readonly held = new Map<number, Schemas['ResponseView']>();
  readonly asked: Schemas['ResponseWrite'][] = [];
  private readonly done = new Map<string, Schemas['ResponseSaved']>();
  epoch = 1;
  down = false;
  /** Save, but lose the confirmation on the way back. */
  losesAnswers = false;
  failsWith: ApiProblem | null = null;
  nowMs = START;

  async save(slot: number, body: Schemas['ResponseWrite']): Promise<Schemas['ResponseSaved']> {
    await Promise.resolve();
    this.asked.push(body);
    if (this.down) throw networkProblem();
    if (this.failsWith) throw this.failsWith;
    if (body.device_epoch !== this.epoch) throw refusal('device_superseded');
    const before = this.done.get(body.operation_id);
    if (before) return { ...before, replayed: true };
    const revision = this.held.get(slot)?.revision ?? 0;
    if (body.base_revision !== revision) throw refusal('stale_response');
    this.put(slot, body.answers);
    const response = this.held.get(slot);
    if (!response) throw new Error('not put');
    const saved = { ...response, slot, replayed: false };
    this.done.set(body.operation_id, saved);
    if (this.losesAnswers) throw networkProblem();
    return saved;
  }

  put(slot: number, answers: Record<string, string[]>): void {
    const revision = (this.held.get(slot)?.revision ?? 0) + 1;
    this.held.set(slot, { revision, answers, saved_at: new Date(this.nowMs).toISOString() });
  }

  current(slot: number): Promise<Schemas['ResponseView'] | null> {
    return Promise.resolve(this.held.get(slot) ?? null);
  }
}

class MemoryStore implements PendingStore {
  readonly kept = new Map<number, PendingAnswer>();
  broken = false;
  all = () => Promise.resolve([...this.kept.values()]);
  put(answer: PendingAnswer): Promise<void> {
    if (this.broken) return Promise.reject(new Error('quota'));
    this.kept.set(answer.slot, answer);
    return Promise.resolve();
  }
  remove(answer: PendingAnswer): Promise<void> {
    if (this.kept.get(answer.slot)?.operationId === answer.operationId) this.kept.delete(answer.slot);
    return Promise.resolve();
  }
}

let server: Server;
let store: MemoryStore;
let ids: number;

function newQueue(): AnswerQueue {
  return new AnswerQueue({
    attemptId: 'a1',
    store,
    transport: server,
    now: () => server.nowMs,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    random: () => 0,
  });
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  store = new MemoryStore();
  ids = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('AnswerQueue', () => {
  it('saves an answer and says when the server saved it', async () => {
    const queue = newQueue();
    await queue.open(1);
    const kept = queue.answer(3, chosen('b'), 1200.4);
    expect(queue.snapshot().answers.get(3)).toEqual({ answers: chosen('b'), savedAt: null, waiting: true });
    await kept;
    await settle();
    expect(queue.snapshot().answers.get(3)).toEqual({
      answers: chosen('b'),
      savedAt: new Date(START).toISOString(),
      waiting: false,
    });
    expect(queue.snapshot()).toMatchObject({ nWaiting: 0, line: 'clear' });
    expect(server.asked[0]).toMatchObject({ base_revision: 0, device_epoch: 1, dwell_ms: 1200 });
    expect(store.kept.size).toBe(0);
  });

  it('holds the answer on the disk while the line is down and sends it when it is back', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    expect(queue.snapshot()).toMatchObject({ nWaiting: 1, line: 'trying' });
    expect(store.kept.get(0)?.answers).toEqual(chosen('a'));
    server.down = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(server.held.get(0)?.answers).toEqual(chosen('a'));
    expect(queue.snapshot()).toMatchObject({ nWaiting: 0, line: 'clear' });
  });

  it('waits longer each time, eight seconds at most', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000 + 4000 + 8000 + 8000);
    expect(server.asked).toHaveLength(7);
  });

  it('sends at once when told that the line is back', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    server.down = false;
    queue.retryNow();
    await settle();
    expect(server.held.get(0)?.answers).toEqual(chosen('a'));
  });

  it('sends only the newest unsent answer of a slot', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    await queue.answer(0, chosen('c'), 0);
    server.down = false;
    queue.retryNow();
    await settle();
    expect(server.held.get(0)).toMatchObject({ revision: 1, answers: chosen('c') });
  });

  it('repeats the same operation when only the confirmation was lost', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.losesAnswers = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    server.losesAnswers = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(server.held.get(0)?.revision).toBe(1);
    expect(server.asked[0]?.operation_id).toBe(server.asked[1]?.operation_id);
    expect(queue.snapshot().nWaiting).toBe(0);
  });

  // The confirmation of "a" was lost, the candidate had chosen "b" meanwhile: "b" carried the old revision.
  it('brings a newer choice through after a lost confirmation', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.losesAnswers = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    server.losesAnswers = false;
    await queue.answer(0, chosen('b'), 0);
    queue.retryNow();
    await settle();
    await settle();
    expect(server.held.get(0)).toMatchObject({ revision: 2, answers: chosen('b') });
    expect(queue.snapshot()).toMatchObject({ nWaiting: 0, replacedSlots: [] });
  });

  it('counts revisions on when the choice changes while the former is on its way', async () => {
    const queue = newQueue();
    await queue.open(1);
    const first = queue.answer(0, chosen('a'), 0);
    const second = queue.answer(0, chosen('b'), 0);
    await Promise.all([first, second]);
    await settle();
    await settle();
    expect(server.held.get(0)?.answers).toEqual(chosen('b'));
    expect(queue.snapshot().answers.get(0)).toMatchObject({ answers: chosen('b'), waiting: false });
  });

  it('brings over what an earlier load of the page left, under the new epoch', async () => {
    const before = newQueue();
    await before.open(1);
    server.down = true;
    await before.answer(7, chosen('d'), 0);
    await settle();
    before.close('reload');
    server.down = false;
    server.epoch = 2;
    const after = newQueue();
    await after.open(2);
    await settle();
    expect(server.held.get(7)?.answers).toEqual(chosen('d'));
    expect(server.asked.at(-1)?.device_epoch).toBe(2);
  });

  it('does not put an old unsent answer over a newer one from another device', async () => {
    const before = newQueue();
    await before.open(1);
    server.down = true;
    await before.answer(7, chosen('d'), 0);
    await settle();
    before.close('reload');
    server.down = false;
    server.nowMs += 60_000;
    server.put(7, chosen('a'));
    server.epoch = 3;
    const after = newQueue();
    await after.open(3);
    await settle();
    expect(server.held.get(7)?.answers).toEqual(chosen('a'));
    expect(after.snapshot()).toMatchObject({ nWaiting: 0, replacedSlots: [7] });
    expect(after.snapshot().answers.get(7)?.answers).toEqual(chosen('a'));
  });

  it('does put an unsent answer over an older one from another device', async () => {
    server.put(7, chosen('a'));
    server.nowMs += 60_000;
    const before = newQueue();
    await before.open(1);
    server.down = true;
    await before.answer(7, chosen('d'), 0);
    await settle();
    before.close('reload');
    server.down = false;
    server.epoch = 3;
    const after = newQueue();
    await after.open(3);
    await settle();
    await settle();
    expect(server.held.get(7)?.answers).toEqual(chosen('d'));
    expect(after.snapshot().replacedSlots).toEqual([]);
  });

  it.each(['device_superseded', 'block_closed', 'attempt_not_running', 'not_signed_in'])(
    'stops at %s and keeps the answer on the disk',
    async (code) => {
      const queue = newQueue();
      await queue.open(1);
      server.failsWith = refusal(code);
      await queue.answer(0, chosen('a'), 0);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(queue.snapshot()).toMatchObject({ line: 'stopped', stopCode: code, nWaiting: 1 });
      expect(server.asked).toHaveLength(1);
      expect(store.kept.size).toBe(1);
    },
  );

  it('keeps an answer in memory when the disk refuses it, and says so', async () => {
    const queue = newQueue();
    await queue.open(1);
    store.broken = true;
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    expect(queue.snapshot().onlyInMemory).toBe(true);
    await settle();
    server.down = false;
    queue.retryNow();
    await settle();
    expect(server.held.get(0)?.answers).toEqual(chosen('a'));
  });

  const text = (words: string): Record<string, string[]> => ({ RESPONSE: [words] });

  it('sends what is typed every few seconds while the typing goes on, and has all of it on the disk', async () => {
    const queue = newQueue();
    await queue.open(1);
    for (let letters = 1; letters <= 60; letters += 1) {
      await queue.answer(0, text('a'.repeat(letters)), 0, 4000);
      expect(store.kept.get(0)?.answers).toEqual(text('a'.repeat(letters)));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(server.asked).toHaveLength(3);
    expect(queue.snapshot()).toMatchObject({ line: 'clear', nWaiting: 0 });
    expect(server.held.get(0)).toMatchObject({ revision: 3, answers: text('a'.repeat(60)) });
  });

  it('sends what is typed at once when hurried, and with a choice made after it', async () => {
    const queue = newQueue();
    await queue.open(1);
    await queue.answer(0, text('half a'), 0, 4000);
    await settle();
    expect(server.asked).toHaveLength(0);
    queue.hurry();
    await settle();
    expect(server.held.get(0)?.answers).toEqual(text('half a'));
    await queue.answer(0, text('half a word'), 0, 4000);
    await queue.answer(0, chosen('b'), 0);
    await settle();
    expect(server.held.get(0)?.answers).toEqual(chosen('b'));
  });

  it('writes the newest alone where letters come faster than the disk', async () => {
    const put = vi.spyOn(store, 'put');
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await Promise.all(['a', 'ab', 'abc', 'abcd'].map((words) => queue.answer(0, text(words), 0, 4000)));
    expect(put).toHaveBeenCalledTimes(1);
    expect(store.kept.get(0)?.answers).toEqual(text('abcd'));
  });

  it('leaves a block’s late answers behind and goes on with the next block', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.failsWith = refusal('block_closed');
    await queue.answer(0, chosen('a'), 0);
    await settle();
    expect(queue.snapshot().stopCode).toBe('block_closed');
    server.failsWith = null;
    await queue.enterBlock(new Set([5, 6]));
    expect(queue.snapshot()).toMatchObject({ stopCode: null, nWaiting: 0 });
    await queue.answer(5, chosen('c'), 0);
    await settle();
    expect(server.held.get(5)?.answers).toEqual(chosen('c'));
    expect(store.kept.size).toBe(0);
  });

  it('sends a former block’s last answers in the grace, and stops at none that comes too late', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.down = true;
    await queue.answer(0, chosen('a'), 0);
    await settle();
    await queue.enterBlock(new Set([5]));
    server.down = false;
    queue.retryNow();
    await settle();
    expect(server.held.get(0)?.answers).toEqual(chosen('a'));
    server.failsWith = refusal('block_closed');
    await queue.answer(0, chosen('b'), 0);
    await settle();
    expect(queue.snapshot()).toMatchObject({ stopCode: null, nWaiting: 0 });
  });

  it('waits while the clock stands', async () => {
    const queue = newQueue();
    await queue.open(1);
    server.failsWith = refusal('attempt_paused');
    await queue.answer(0, chosen('a'), 0);
    await settle();
    server.failsWith = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.held.get(0)?.answers).toEqual(chosen('a'));
  });

  it('tells what the server confirmed, for a reload without a line', async () => {
    const told: [number, unknown][] = [];
    const parts = { attemptId: 'a1', store, transport: server, now: () => START, random: () => 0 };
    const newId = () => 'b0000000-0000-4000-8000-000000000000';
    const queue = new AnswerQueue({
      ...parts,
      newId,
      onConfirmed: (slot, { answers }) => told.push([slot, answers]),
    });
    await queue.open(1);
    await queue.answer(2, chosen('d'), 0);
    await settle();
    expect(told).toEqual([[2, chosen('d')]]);
  });

  it('does not let an older report of the server undo a newer one', () => {
    const queue = newQueue();
    queue.learn(0, { revision: 2, answers: chosen('b'), saved_at: new Date(START).toISOString() });
    queue.learn(0, { revision: 1, answers: chosen('a'), saved_at: new Date(START).toISOString() });
    expect(queue.snapshot().answers.get(0)?.answers).toEqual(chosen('b'));
  });
});

describe('IndexedDbPendingStore', () => {
  let database: PageDatabase;
  beforeEach(async () => {
    vi.useRealTimers();
    database = await openPageDatabase(`test-${Math.random()}`);
  });
  afterEach(() => {
    database.close();
  });

  const answer = (operationId: string, slot = 1, attemptId = 'a1'): PendingAnswer => ({
    attemptId,
    slot,
    operationId,
    answers: chosen('a'),
    baseRevision: 0,
    epoch: 1,
    chosenAt: START,
    dwellMs: 0,
  });

  it('keeps one answer a slot, of each attempt apart', async () => {
    const disk = new IndexedDbPendingStore(database);
    await disk.put(answer('one'));
    await disk.put(answer('two'));
    await disk.put(answer('other', 1, 'a2'));
    expect((await disk.all('a1')).map(({ operationId }) => operationId)).toEqual(['two']);
  });

  it('removes an answer only while it is the newest', async () => {
    const disk = new IndexedDbPendingStore(database);
    await disk.put(answer('two'));
    await disk.remove(answer('one'));
    expect(await disk.all('a1')).toHaveLength(1);
    await disk.remove(answer('two'));
    expect(await disk.all('a1')).toHaveLength(0);
  });

  it('asks the disk for strict durability', async () => {
    const transaction = vi.spyOn(database, 'transaction');
    await new IndexedDbPendingStore(database).put(answer('one'));
    expect(transaction).toHaveBeenCalledWith('answers', 'readwrite', { durability: 'strict' });
  });
});
