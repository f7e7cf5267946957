/// What happened around the test (page hidden, track ended, line lost …), told to the server as plain facts.
import { codeOf, isPassing, type Schemas } from '../../shared';
import { backoffMs } from '../../shared/net/backoff';

export type IntegrityEvent = Schemas['IntegrityEvent'];
export type IntegrityKind = Schemas['IntegrityKind'];

export interface EventStore {
  all(attemptId: string): Promise<IntegrityEvent[]>;
  put(attemptId: string, event: IntegrityEvent): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export interface ReporterParts {
  readonly attemptId: string;
  readonly store: EventStore;
  readonly send: (events: IntegrityEvent[]) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: () => number;
}

const BATCH = 100;
/** The oldest go first when a line stays down so long that this many have gathered. */
const KEPT = 2000;
const GATHER_MS = 1000;
const LONGEST_DETAIL = 200;
const PAUSE = { firstMs: 1000, longestMs: 15_000 };

export class IntegrityReporter {
  private waiting: IntegrityEvent[] = [];
  private failures = 0;
  private sending = false;
  private ended = false;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly parts: ReporterParts) {}

  /** Send what an earlier load of the page left. */
  async open(): Promise<void> {
    const left = await this.parts.store.all(this.parts.attemptId).catch(() => []);
    this.waiting = [...left, ...this.waiting];
    this.schedule(0);
  }

  /** `detail`: what belongs to the event, such as a camera's label; never what was typed or copied. */
  report(kind: IntegrityKind, detail?: string): void {
    if (this.ended) return;
    const event: IntegrityEvent = {
      id: this.parts.newId(),
      kind,
      client_at: new Date(this.parts.now()).toISOString(),
      ...(detail === undefined ? {} : { detail: detail.slice(0, LONGEST_DETAIL) }),
    };
    this.waiting = [...this.waiting, event].slice(-KEPT);
    void this.parts.store.put(this.parts.attemptId, event).catch(() => undefined);
    this.schedule(GATHER_MS);
  }

  retryNow(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.schedule(0);
  }

  close(): void {
    this.ended = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private schedule(ms: number): void {
    if (this.timer || this.sending || this.ended || this.waiting.length === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, ms);
  }

  private async flush(): Promise<void> {
    const batch = this.waiting.slice(0, BATCH);
    this.sending = true;
    let pause = 0;
    try {
      await this.parts.send(batch);
      await this.forget(batch);
    } catch (error) {
      if (isPassing(error) || codeOf(error) === 'not_signed_in') {
        this.failures += 1;
        pause = backoffMs(this.failures, this.parts.random(), PAUSE);
      } else await this.forget(batch);
    }
    this.sending = false;
    this.schedule(pause);
  }

  private async forget(batch: readonly IntegrityEvent[]): Promise<void> {
    this.failures = 0;
    const ids = batch.map(({ id }) => id);
    this.waiting = this.waiting.filter(({ id }) => !ids.includes(id));
    await this.parts.store.remove(ids).catch(() => undefined);
  }
}
