/// What time it is on the server, told by the page without ever asking the page's own wall clock.

interface Sample {
  /** Server time minus page time (ms), at best. */
  readonly offset: number;
  readonly roundTrip: number;
  /** The offset cannot lie outside of these two. */
  readonly lowest: number;
  readonly highest: number;
}

const KEPT_SAMPLES = 12;

export type Monotonic = () => number;

/**
 * The server's time, from samples of it and a monotonic page clock (ms, `performance.now()`).
 *
 * The sample with the shortest round trip counts. A new sample that contradicts it means that one of the clocks
 * jumped (the computer slept): then everything older is forgotten.
 */
export class ServerClock {
  private samples: readonly Sample[] = [];
  /** Server time minus page time as an earlier load of the page left it; used until the first sample. */
  private assumed: number | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly monotonic: Monotonic = () => performance.now()) {}

  /** Add what the server said its time was, in answer to a request sent and answered at these page times (ms). */
  addSample(serverNow: Date | string, sentAt: number, receivedAt: number): void {
    const server = new Date(serverNow).getTime();
    if (Number.isNaN(server) || receivedAt < sentAt) return;
    const sample: Sample = {
      offset: server - (sentAt + receivedAt) / 2,
      roundTrip: receivedAt - sentAt,
      lowest: server - receivedAt,
      highest: server - sentAt,
    };
    const best = this.best();
    const jumped =
      best !== undefined && (sample.lowest > best.highest + 1 || sample.highest < best.lowest - 1);
    this.samples = jumped ? [sample] : [...this.samples, sample].slice(-KEPT_SAMPLES);
    for (const listener of this.listeners) listener();
  }

  /** Go by this time (ms since the epoch) until a sample comes: the page was reloaded without a line. */
  assume(serverNow: number): void {
    this.assumed = serverNow - this.monotonic();
    for (const listener of this.listeners) listener();
  }

  /** Whether a time can be told: a sample came, or one is assumed. */
  get isSet(): boolean {
    return this.isConfirmed || this.assumed !== null;
  }

  /** Whether the server itself told the time since the page was loaded. */
  get isConfirmed(): boolean {
    return this.samples.length > 0;
  }

  /** The server's time now, in milliseconds since the epoch. Throws before the first sample or assumption. */
  now(): number {
    const offset = this.best()?.offset ?? this.assumed;
    if (offset === null) throw new Error('the server clock has no sample yet');
    return this.monotonic() + offset;
  }

  /** Milliseconds until `instant`; negative when it is over. */
  until(instant: Date | string): number {
    return new Date(instant).getTime() - this.now();
  }

  /** Run a request and take its answer as a sample. */
  async measure<T extends { readonly server_now: string }>(ask: () => Promise<T>): Promise<T> {
    const sentAt = this.monotonic();
    const answer = await ask();
    this.addSample(answer.server_now, sentAt, this.monotonic());
    return answer;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private best(): Sample | undefined {
    return this.samples.reduce<Sample | undefined>(
      (best, sample) => (best === undefined || sample.roundTrip < best.roundTrip ? sample : best),
      undefined,
    );
  }
}
