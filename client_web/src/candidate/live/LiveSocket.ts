/// The line on which the server tells the page what changed: attempt state, deadline, media, another device.
import type { Schemas } from '../../shared';
import { backoffMs } from '../../shared/net/backoff';

export interface LiveState {
  readonly type: 'state';
  readonly now: string;
  readonly state: string;
  readonly close_cause: 'submitted' | 'time_up' | 'ended' | null;
  readonly deadline_at: string | null;
  readonly blocks: readonly Schemas['BlockView'][];
  readonly block_no: number | null;
  readonly break_until: string | null;
  readonly paused_at: string | null;
  readonly device_epoch: number;
  /** What a proctor did, until this page has confirmed it. */
  readonly interventions: readonly Schemas['InterventionView'][];
  readonly media: { readonly connected: boolean; readonly last_media_at: string | null };
}

export interface LiveListener {
  state(message: LiveState): void;
  superseded(): void;
  /** The server's time, said in answer to a ping sent `sentAt` (page clock, ms). */
  pong(now: string, sentAt: number): void;
  /** Whether the line stands. */
  line(open: boolean): void;
}

export interface LiveSocketParts {
  readonly open: () => WebSocket;
  readonly listener: LiveListener;
  readonly monotonic: () => number;
  readonly random: () => number;
}

const PING_EVERY_MS = 5000;
const SILENCE_LIMIT_MS = 12_000;
const PAUSE = { firstMs: 500, longestMs: 8000 };

/** A WebSocket that is replaced whenever it closes or falls silent, until `close()`. */
export class LiveSocket {
  private socket: WebSocket | null = null;
  private failures = 0;
  private ended = false;
  private pingSentAt = 0;
  private heardAt = 0;
  private ping: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: LiveSocketParts) {}

  open(): void {
    this.ended = false;
    this.connect();
  }

  close(): void {
    this.ended = true;
    this.drop();
  }

  /** Try now if the line is down. */
  retryNow(): void {
    if (!this.ended && this.socket === null) this.connect();
  }

  private connect(): void {
    this.drop();
    const socket = this.parts.open();
    this.socket = socket;
    this.heardAt = this.parts.monotonic();
    socket.addEventListener('open', () => {
      if (this.socket === socket) this.opened();
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (this.socket === socket) this.heard(event.data);
    });
    socket.addEventListener('close', () => {
      if (this.socket === socket) this.lost();
    });
    this.ping = setInterval(() => this.sayPing(), PING_EVERY_MS);
  }

  private opened(): void {
    this.failures = 0;
    this.parts.listener.line(true);
    this.sayPing();
  }

  private sayPing(): void {
    const now = this.parts.monotonic();
    if (now - this.heardAt > SILENCE_LIMIT_MS) return this.lost();
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.pingSentAt = now;
    this.socket.send(JSON.stringify({ type: 'ping' }));
  }

  private heard(data: unknown): void {
    this.heardAt = this.parts.monotonic();
    const message = parse(data);
    if (message?.type === 'state') this.parts.listener.state(message as LiveState);
    else if (message?.type === 'superseded') this.parts.listener.superseded();
    else if (message?.type === 'pong')
      this.parts.listener.pong((message as { now: string }).now, this.pingSentAt);
  }

  private lost(): void {
    this.drop();
    this.parts.listener.line(false);
    if (this.ended) return;
    this.failures += 1;
    this.retry = setTimeout(() => this.connect(), backoffMs(this.failures, this.parts.random(), PAUSE));
  }

  private drop(): void {
    clearInterval(this.ping);
    clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

function parse(data: unknown): { readonly type?: unknown } | null {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === 'object' ? message : null;
  } catch {
    return null;
  }
}
