/// The WebSocket that tells a proctor's pages what to fetch again.

export type Hint =
  { readonly type: 'queue' } | { readonly type: 'attempt' | 'incident'; readonly attempt_id: string };

type Socket = Pick<WebSocket, 'close' | 'onopen' | 'onclose' | 'onmessage'>;

interface HintLineOptions {
  readonly open: () => Socket;
  readonly onHint: (hint: Hint) => void;
  readonly onState: (connected: boolean) => void;
  /** Between 0 and 1; spreads the reconnects of many pages after a restart of the server. */
  readonly random?: () => number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Keeps one connection, comes back after a loss with growing waits. Hints may be lost: pages also poll. */
export class HintLine {
  private socket: Socket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait_ms = FIRST_WAIT_MS;
  private stopped = false;

  constructor(private readonly options: HintLineOptions) {}

  start(): void {
    this.stopped = false;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = null;
  }

  private connect(): void {
    const socket = this.options.open();
    this.socket = socket;
    socket.onopen = () => {
      this.wait_ms = FIRST_WAIT_MS;
      this.options.onState(true);
    };
    socket.onmessage = ({ data }: MessageEvent) => {
      const hint = readHint(data);
      if (hint) this.options.onHint(hint);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.options.onState(false);
      if (!this.stopped) this.comeBack();
    };
  }

  private comeBack(): void {
    const spread = 0.5 + (this.options.random ?? Math.random)() / 2;
    this.timer = setTimeout(() => this.connect(), this.wait_ms * spread);
    this.wait_ms = Math.min(this.wait_ms * 2, LONGEST_WAIT_MS);
  }
}

function readHint(data: unknown): Hint | null {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data) as Partial<Record<string, unknown>> | null;
    if (message?.type === 'queue') return { type: 'queue' };
    const isAboutAttempt = message?.type === 'attempt' || message?.type === 'incident';
    if (isAboutAttempt && typeof message.attempt_id === 'string') {
      return { type: message.type as 'attempt' | 'incident', attempt_id: message.attempt_id };
    }
  } catch {
    // Not JSON: nothing a page could act on.
  }
  return null;
}
