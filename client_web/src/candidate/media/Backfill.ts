/// Sends the server what its recording lacks, out of the page's own: after an outage, and after the end.
import { ApiProblem, isPassing } from '../../shared';
import { backoffMs } from '../../shared/net/backoff';
import type { ChunkPlace, ChunkStore, RecorderRun } from './chunkStore';
import { type Gap, planSpans, type Span, spanKey } from './spans';

export interface Lacking {
  /** The attempt's start in the server's time (ms); null before it. */
  readonly startedAt: number | null;
  readonly gaps: readonly Gap[];
  /** The attempt has ended: what the server needs no more may be forgotten. */
  readonly over: boolean;
}

export interface BackfillParts {
  readonly attemptId: string;
  readonly store: Pick<ChunkStore, 'places' | 'read' | 'forget'>;
  readonly ask: () => Promise<Lacking>;
  readonly send: (span: Span, run: RecorderRun, bytes: Blob) => Promise<void>;
  /** More chunks may come. */
  readonly isRecording: () => boolean;
  readonly random: () => number;
  readonly monotonic: () => number;
}

const PAUSE = { firstMs: 1000, longestMs: 30_000 };
/** Half of the time nothing is sent: the live picture and the answers go first. */
const REST_MS = 500;
const LONGEST_REST_MS = 10_000;
/** The last segment is indexed some seconds after the connection ended. */
const SETTLE_MS = 5000;
const MAX_ROUNDS = 50;

/**
 * Asks what lacks and sends it, one span after another; rests when nothing more can be sent.
 *
 * What the server refused is not sent again. When the attempt has ended and nothing lacks, the ring is emptied.
 */
export class Backfill {
  private readonly done = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private working = false;
  private again = false;
  private failures = 0;
  private closed = false;

  constructor(private readonly parts: BackfillParts) {}

  /** The connection is back, or something else makes it likely that a span lacks. */
  wake(delayMs = SETTLE_MS): void {
    if (this.closed) return;
    if (this.working) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), delayMs);
  }

  /** Stop at once; what is kept stays for the next load of the page. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async work(): Promise<void> {
    this.working = true;
    this.again = false;
    try {
      const needsNoMore = await this.rounds();
      this.failures = 0;
      if (needsNoMore) await this.forget();
    } catch (error) {
      this.retry(error);
    } finally {
      this.working = false;
    }
    if (this.wasWoken()) this.wake();
  }

  private wasWoken(): boolean {
    return this.again;
  }

  /** Send what can be sent until nothing is left; true when the server needs no more of this attempt. */
  private async rounds(): Promise<boolean> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { startedAt, gaps, over } = await this.parts.ask();
      if (startedAt === null || this.closed) return false;
      const places = await this.parts.store.places(this.parts.attemptId);
      const spans = planSpans(gaps, places, startedAt).filter((span) => !this.done.has(spanKey(span)));
      if (spans.length === 0) {
        this.again ||= this.parts.isRecording() && isBehind(gaps, places, startedAt);
        return over && !this.parts.isRecording();
      }
      for (const span of spans) await this.sendOne(span);
    }
    return false;
  }

  private async sendOne(span: Span): Promise<void> {
    if (this.closed) return;
    const found = await this.parts.store.read(span.runId, span.nos);
    if (found === null) {
      this.done.add(spanKey(span));
      return;
    }
    const begun = this.parts.monotonic();
    try {
      await this.parts.send(span, found.run, found.bytes);
    } catch (error) {
      if (isPassing(error)) throw error;
    }
    this.done.add(spanKey(span));
    const took = this.parts.monotonic() - begun;
    await new Promise((resolve) => setTimeout(resolve, Math.min(REST_MS + took, LONGEST_REST_MS)));
  }

  private retry(error: unknown): void {
    if (this.closed || (error instanceof ApiProblem && !isPassing(error))) return;
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), backoffMs(this.failures, this.parts.random(), PAUSE));
  }

  private async forget(): Promise<void> {
    this.close();
    await this.parts.store.forget(this.parts.attemptId);
  }
}

/** The recorder has not yet given what a gap needs. */
function isBehind(gaps: readonly Gap[], places: readonly ChunkPlace[], startedAt: number): boolean {
  const upTo = Math.max(...places.map(({ to }) => to), 0);
  return gaps.some(({ t1_ms }) => startedAt + t1_ms > upTo);
}
