// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, networkProblem } from '../../shared';
import { type EventStore, type IntegrityEvent, IntegrityReporter } from './IntegrityReporter';

class MemoryStore implements EventStore {
  kept: IntegrityEvent[] = [];
  all = () => Promise.resolve(this.kept);
  put(_attemptId: string, event: IntegrityEvent): Promise<void> {
    this.kept = [...this.kept, event];
    return Promise.resolve();
  }
  remove(ids: readonly string[]): Promise<void> {
    this.kept = this.kept.filter(({ id }) => !ids.includes(id));
    return Promise.resolve();
  }
}

let store: MemoryStore;
let send: ReturnType<typeof vi.fn<(events: IntegrityEvent[]) => Promise<void>>>;
let ids: number;

function newReporter(): IntegrityReporter {
  return new IntegrityReporter({
    attemptId: 'a1',
    store,
    send,
    now: () => 0,
    newId: () => `event-${++ids}`,
    random: () => 0,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  store = new MemoryStore();
  send = vi.fn(() => Promise.resolve());
  ids = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('IntegrityReporter', () => {
  it('gathers a second and sends one batch', async () => {
    const reporter = newReporter();
    reporter.report('page_hidden');
    reporter.report('window_blurred');
    await vi.advanceTimersByTimeAsync(1000);
    expect(send).toHaveBeenCalledOnce();
    expect(send.mock.calls[0]?.[0].map(({ kind }) => kind)).toEqual(['page_hidden', 'window_blurred']);
    expect(store.kept).toEqual([]);
  });

  it('sends at most a hundred at once', async () => {
    const reporter = newReporter();
    for (let n = 0; n < 150; n += 1) reporter.report('offline');
    await vi.advanceTimersByTimeAsync(1500);
    expect(send.mock.calls.map(([events]) => events.length)).toEqual([100, 50]);
  });

  it('repeats the same events, with the same ids, until they arrive', async () => {
    send.mockImplementationOnce(() => Promise.reject(networkProblem()));
    const reporter = newReporter();
    reporter.report('offline');
    await vi.advanceTimersByTimeAsync(2000);
    expect(send).toHaveBeenCalledTimes(2);
    expect(send.mock.calls[0]).toEqual(send.mock.calls[1]);
  });

  it('does not repeat what the server will never take', async () => {
    const problem = { type: '', title: '', status: 422, code: 'malformed', detail: '', params: {} };
    send.mockImplementation(() => Promise.reject(new ApiProblem(problem)));
    newReporter().report('offline');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).toHaveBeenCalledOnce();
  });

  it('keeps events while the sign-in is out of date', async () => {
    const problem = { type: '', title: '', status: 401, code: 'not_signed_in', detail: '', params: {} };
    send.mockImplementation(() => Promise.reject(new ApiProblem(problem)));
    newReporter().report('offline');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.kept).toHaveLength(1);
  });

  it('brings over what an earlier load of the page left', async () => {
    send.mockImplementation(() => Promise.reject(networkProblem()));
    const before = newReporter();
    before.report('camera_ended');
    await vi.advanceTimersByTimeAsync(1000);
    before.close();
    send.mockImplementation(() => Promise.resolve());
    await newReporter().open();
    await vi.advanceTimersByTimeAsync(0);
    expect(send.mock.calls.at(-1)?.[0].map(({ id }) => id)).toEqual(['event-1']);
    expect(store.kept).toEqual([]);
  });
});
