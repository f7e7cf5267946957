import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Chunk, ChunkStore, tooMany } from './chunkStore';

let store: ChunkStore;
const chunk = (no: number, size = 10, attemptId = 'x'): Chunk => ({
  attemptId,
  runId: `run-${attemptId}`,
  no,
  from: no * 2000 - 2000,
  to: no * 2000,
  bytes: new Uint8Array(size).fill(no).buffer,
});
const numbers = async (attemptId = 'x'): Promise<number[]> =>
  (await store.places(attemptId)).map(({ no }) => no);

beforeEach(async () => {
  store = await ChunkStore.open(crypto.randomUUID());
  await store.begin({ id: 'run-x', attemptId: 'x', startedAt: 5, init: new Uint8Array([7, 7]).buffer });
});

describe('ChunkStore', () => {
  it('reads a span back: the header, then the chunks in order', async () => {
    for (const no of [1, 2, 3]) await store.add(chunk(no, 2));
    const found = await store.read('run-x', [2, 3]);
    expect(found?.run.startedAt).toBe(5);
    expect([...new Uint8Array((await found?.bytes.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([
      7, 7, 2, 2, 3, 3,
    ]);
  });

  it('is bounded by bytes and by time, the oldest dropped', async () => {
    for (const no of [1, 2, 3, 4]) await store.add(chunk(no), { bytes: 25, ms: 60_000 });
    expect(await numbers()).toEqual([3, 4]);
    await store.add(chunk(9), { bytes: 1000, ms: 3000 });
    expect(await numbers()).toEqual([9]);
    expect(await store.read('run-x', [3, 4])).toBeNull();
  });

  it('keeps attempts apart and forgets one whole', async () => {
    await store.add(chunk(1));
    await store.begin({ id: 'run-y', attemptId: 'y', startedAt: 0, init: new ArrayBuffer() });
    await store.add(chunk(1, 10, 'y'));
    expect(await store.attempts()).toEqual(['x', 'y']);
    await store.forget('x');
    expect(await numbers()).toEqual([]);
    expect(await numbers('y')).toEqual([1]);
    expect(await store.attempts()).toEqual(['y']);
  });
});

describe('tooMany', () => {
  it('drops nothing while there is room', () => {
    expect(tooMany([{ ...chunk(1), size: 10 }], { bytes: 10, ms: 0 })).toEqual([]);
    expect(tooMany([], { bytes: 0, ms: 0 })).toEqual([]);
  });
});
