// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveSocket } from './LiveSocket';

class Socket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly sent: string[] = [];
  send(data: string): void {
    this.sent.push(data);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
  }
  opens(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  says(message: unknown): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  breaks(): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new Event('close'));
  }
}

let sockets: Socket[];
let page: number;
const listener = { state: vi.fn(), superseded: vi.fn(), pong: vi.fn(), line: vi.fn() };
let live: LiveSocket;

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    page += 100;
    await vi.advanceTimersByTimeAsync(100);
  }
}
const last = (): Socket => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket yet');
  return socket;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  sockets = [];
  page = 0;
  live = new LiveSocket({
    open: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    listener,
    monotonic: () => page,
    random: () => 0,
  });
  live.open();
});
afterEach(() => {
  live.close();
  vi.useRealTimers();
});

describe('LiveSocket', () => {
  it('pings at once and every five seconds, and passes on the time it is told', async () => {
    last().opens();
    page = 30;
    last().says({ type: 'pong', now: '2026-11-21T09:00:00Z' });
    expect(listener.pong).toHaveBeenCalledWith('2026-11-21T09:00:00Z', 0);
    await pass(5000);
    expect(last().sent).toHaveLength(2);
  });

  it('passes on the state and the takeover, and bears what is no message', () => {
    last().opens();
    last().says('nonsense');
    last().says({ type: 'state', state: 'running' });
    last().says({ type: 'superseded' });
    expect(listener.state).toHaveBeenCalledWith({ type: 'state', state: 'running' });
    expect(listener.superseded).toHaveBeenCalledOnce();
  });

  it('comes back after the line broke', async () => {
    last().opens();
    last().breaks();
    expect(listener.line).toHaveBeenLastCalledWith(false);
    await pass(500);
    expect(sockets).toHaveLength(2);
  });

  it('replaces a line that says nothing any more', async () => {
    last().opens();
    await pass(20_000);
    expect(sockets.length).toBeGreaterThan(1);
    expect(sockets[0]?.readyState).toBe(WebSocket.CLOSED);
  });

  it('stays closed when closed', async () => {
    last().opens();
    live.close();
    last().breaks();
    await pass(20_000);
    expect(sockets).toHaveLength(1);
  });
});
