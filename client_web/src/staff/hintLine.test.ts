// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Hint, HintLine } from './hintLine';

class FakeSocket {
  onopen: WebSocket['onopen'] = null;
  onclose: WebSocket['onclose'] = null;
  onmessage: WebSocket['onmessage'] = null;
  closed = false;
  close(): void {
    this.closed = true;
    this.drop();
  }
  open(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event('open'));
  }
  drop(): void {
    this.onclose?.call(this as unknown as WebSocket, new CloseEvent('close'));
  }
  say(data: unknown): void {
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent('message', { data }));
  }
}

let sockets: FakeSocket[];
let hints: Hint[];
let states: boolean[];
let line: HintLine;
const newest = () => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, hints, states] = [[], [], []];
  line = new HintLine({
    open() {
      sockets.push(new FakeSocket());
      return newest();
    },
    onHint: (hint) => hints.push(hint),
    onState: (connected) => states.push(connected),
    random: () => 1,
  });
  line.start();
});
afterEach(() => {
  line.stop();
  vi.useRealTimers();
});

describe('hints', () => {
  it('passes on what it knows', () => {
    newest().say('{"type":"queue"}');
    newest().say('{"type":"incident","attempt_id":"a1"}');
    expect(hints).toEqual([{ type: 'queue' }, { type: 'incident', attempt_id: 'a1' }]);
  });

  it.each(['', 'null', '{', '{"type":"attempt"}', '{"type":"weather"}', '[]', 7])('lets %j go by', (data) => {
    newest().say(data);
    expect(hints).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('comes back, waiting longer each time until it succeeds', () => {
    for (const wait_ms of [1000, 2000, 4000]) {
      newest().drop();
      const n_before = sockets.length;
      vi.advanceTimersByTime(wait_ms - 1);
      expect(sockets.length).toBe(n_before);
      vi.advanceTimersByTime(1);
      expect(sockets.length).toBe(n_before + 1);
    }
    newest().open();
    newest().drop();
    vi.advanceTimersByTime(1000);
    expect(sockets.length).toBe(5);
    expect(states).toEqual([false, false, false, true, false]);
  });

  it('stays away once stopped', () => {
    line.stop();
    vi.advanceTimersByTime(120_000);
    expect(sockets).toHaveLength(1);
    expect(newest().closed).toBe(true);
  });
});
