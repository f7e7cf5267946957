/// The page's own recording of one attempt: kept while it runs, sent where the server's has a hole.
import { api, sendRaw, unwrap } from '../../shared';
import { Backfill, type BackfillParts } from './Backfill';
import { ChunkStore } from './chunkStore';
import { PageRecorder } from './PageRecorder';

const SEND_LIMIT_MS = 30_000;
/** Nothing was connected for so long: the server is asked even so, as the line may carry HTTP alone. */
const UNCONNECTED_MS = 10_000;

export class OwnRecording {
  private recorder: PageRecorder | null = null;
  private backfill: Backfill | null = null;
  private stream: MediaStream | null = null;
  private unconnected: ReturnType<typeof setInterval> | undefined;
  private closed = false;

  constructor(
    private readonly attemptId: string,
    private readonly now: () => number,
  ) {}

  /** Begin; without IndexedDB or MediaRecorder there is no own recording, and the test goes on. */
  async open(): Promise<void> {
    const store = await ChunkStore.open().catch(() => null);
    if (store === null) return;
    this.backfill = new Backfill(
      backfillParts(this.attemptId, store, () => this.recorder?.isRecording ?? false),
    );
    this.backfill.wake();
    if (this.closed || typeof MediaRecorder === 'undefined') return;
    this.recorder = new PageRecorder({
      attemptId: this.attemptId,
      store,
      now: this.now,
      newId: () => crypto.randomUUID(),
      newRecorder: (stream, options) => new MediaRecorder(stream, options),
      canRecord: (type) => MediaRecorder.isTypeSupported(type),
      onFinished: () => {
        if (this.closed) this.backfill?.wake();
      },
    });
    if (this.stream) this.recorder.record(this.stream);
  }

  record(stream: MediaStream): void {
    this.stream = stream;
    this.recorder?.record(stream);
  }

  /** The connection stands or does not. */
  connected(stands: boolean): void {
    clearInterval(this.unconnected);
    if (stands) this.backfill?.wake();
    else this.unconnected = setInterval(() => this.backfill?.wake(0), UNCONNECTED_MS);
  }

  /** Record no more; what lacks is still sent. */
  close(): void {
    this.closed = true;
    clearInterval(this.unconnected);
    this.recorder?.stop();
    this.backfill?.wake();
  }
}

/** Send what former loads of the page recorded and could not send. */
export async function sendWhatWasKept(): Promise<void> {
  const store = await ChunkStore.open();
  for (const attemptId of await store.attempts()) {
    new Backfill(backfillParts(attemptId, store, () => false)).wake();
  }
}

function backfillParts(attemptId: string, store: ChunkStore, isRecording: () => boolean): BackfillParts {
  return {
    attemptId,
    store,
    isRecording,
    random: Math.random,
    monotonic: () => performance.now(),
    async ask() {
      const params = { path: { attempt_id: attemptId } };
      const told = await unwrap(api.GET('/api/attempts/{attempt_id}/media/gaps', { params }));
      const startedAt = told.started_at === null ? null : Date.parse(told.started_at);
      return { startedAt, gaps: told.gaps, over: told.over };
    },
    async send({ t0_ms, t1_ms }, { startedAt }, bytes) {
      const began = encodeURIComponent(new Date(startedAt).toISOString());
      const path = `/api/attempts/${attemptId}/media/backfill/${t0_ms}-${t1_ms}?recorder_started_at=${began}`;
      await sendRaw('PUT', path, 'video/webm', bytes, SEND_LIMIT_MS);
    },
  };
}
