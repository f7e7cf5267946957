// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, networkProblem } from '../../shared';
import { Backfill, type Lacking } from './Backfill';
import type { ChunkPlace } from './chunkStore';
import type { Span } from './spans';

const places: ChunkPlace[] = Array.from({ length: 15 }, (_, index) => ({
  attemptId: 'x',
  runId: 'a',
  no: index + 1,
  from: index * 2000,
  to: index * 2000 + 2000,
}));

let lacking: Lacking;
let sent: Span[];
let forgotten: string[];
let refuse: Error | null;
let asks: number;
let recording: boolean;
let backfill: Backfill;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const problem = (code: string, status: number) =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, detail: '', params: {} });

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  forgotten = [];
  refuse = null;
  asks = 0;
  recording = false;
  lacking = { startedAt: 0, gaps: [{ t0_ms: 4000, t1_ms: 24_000 }], over: false };
  backfill = new Backfill({
    attemptId: 'x',
    store: {
      places: () => Promise.resolve(places),
      read: (id) =>
        Promise.resolve({
          run: { id, attemptId: 'x', startedAt: 0, init: new ArrayBuffer() },
          bytes: new Blob(),
        }),
      forget: (id) => Promise.resolve(void forgotten.push(id)),
    },
    ask: () => {
      asks += 1;
      return Promise.resolve(lacking);
    },
    send: (span) => {
      if (refuse !== null) return Promise.reject(refuse);
      sent.push(span);
      if (sent.length === 2) lacking = { ...lacking, gaps: [] };
      return Promise.resolve();
    },
    isRecording: () => recording,
    random: () => 0,
    monotonic: () => Date.now(),
  });
});
afterEach(() => {
  backfill.close();
  vi.useRealTimers();
});

describe('Backfill', () => {
  it('sends what lacks, span after span, with rests between', async () => {
    backfill.wake(0);
    await pass(100);
    expect(sent).toHaveLength(1);
    await pass(20_000);
    expect(sent.map(({ t0_ms, t1_ms }) => [t0_ms, t1_ms])).toEqual([
      [4000, 14_000],
      [14_000, 24_000],
    ]);
    expect(forgotten).toEqual([]);
  });

  it('tries again after a line that failed, later and later', async () => {
    refuse = networkProblem();
    backfill.wake(0);
    await pass(100);
    expect(asks).toBe(1);
    await pass(1000);
    expect(asks).toBe(2);
    refuse = null;
    await pass(60_000);
    expect(sent).toHaveLength(2);
  });

  it('sends nothing twice that was refused', async () => {
    refuse = problem('bad_recording', 422);
    backfill.wake(0);
    await pass(60_000);
    refuse = null;
    backfill.wake(0);
    await pass(60_000);
    expect(sent).toEqual([]);
  });

  it('asks again for what the recorder has not given yet', async () => {
    recording = true;
    lacking = { ...lacking, gaps: [{ t0_ms: 31_000, t1_ms: 36_000 }] };
    backfill.wake(0);
    await pass(4000);
    expect([asks, sent.length]).toEqual([1, 0]);
    places.push({ attemptId: 'x', runId: 'a', no: 16, from: 30_000, to: 38_000 });
    await pass(60_000);
    places.pop();
    expect(sent.map(({ t0_ms, t1_ms }) => [t0_ms, t1_ms])).toEqual([[31_000, 36_000]]);
  });

  it('forgets nothing while the recorder still has something to give', async () => {
    recording = true;
    lacking = { ...lacking, gaps: [], over: true };
    backfill.wake(0);
    await pass(20_000);
    expect(forgotten).toEqual([]);
    recording = false;
    backfill.wake(0);
    await pass(1000);
    expect(forgotten).toEqual(['x']);
  });

  it('forgets the recording when the attempt is over and nothing lacks', async () => {
    lacking = { ...lacking, over: true };
    backfill.wake(0);
    await pass(60_000);
    expect(sent).toHaveLength(2);
    expect(forgotten).toEqual(['x']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rests when the server wants no more of it', async () => {
    backfill = new Backfill({
      attemptId: 'x',
      store: {
        places: () => Promise.resolve(places),
        read: () => Promise.resolve(null),
        forget: () => Promise.resolve(),
      },
      ask: () => Promise.reject(problem('not_signed_in', 401)),
      send: () => Promise.resolve(),
      isRecording: () => false,
      random: () => 0,
      monotonic: () => 0,
    });
    backfill.wake(0);
    await pass(10);
    expect(vi.getTimerCount()).toBe(0);
  });
});
