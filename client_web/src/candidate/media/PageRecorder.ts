/// The page records itself all the time, so that what the line loses is still there: chunks of two seconds.
import { BlockClock } from './blockClock';
import { joined } from './bytes';
import type { ChunkStore } from './chunkStore';

const CHUNK_MS = 2000;
const TYPES = {
  both: 'video/webm;codecs=vp8,opus',
  picture: 'video/webm;codecs=vp8',
} as const;
/** A keyframe a second: a span may begin at any of them. */
const OPTIONS: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
  videoBitsPerSecond: 250_000,
  audioBitsPerSecond: 24_000,
  videoKeyFrameIntervalDuration: 1000,
};
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75] as const;

export type Recorder = Pick<MediaRecorder, 'start' | 'stop' | 'state' | 'addEventListener'>;

export interface PageRecorderParts {
  readonly attemptId: string;
  readonly store: Pick<ChunkStore, 'begin' | 'add'>;
  /** The server's time in ms. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly newRecorder: (stream: MediaStream, options: MediaRecorderOptions) => Recorder;
  readonly canRecord: (type: string) => boolean;
  /** A recorder that was stopped has given its last chunk, and it is kept. */
  readonly onFinished: () => void;
}

/** One MediaRecorder per stream; without the right codec nothing is recorded, and the test goes on. */
export class PageRecorder {
  private recorder: Recorder | null = null;
  private unfinished = 0;

  constructor(private readonly parts: PageRecorderParts) {}

  /** More chunks may come: a recorder runs, or gives what it still has. */
  get isRecording(): boolean {
    return this.unfinished > 0;
  }

  /** Record this stream from now on instead of the one before. */
  record(stream: MediaStream): void {
    this.stop();
    if (!stream.getVideoTracks().some((track) => track.readyState === 'live')) return;
    const type = stream.getAudioTracks().length > 0 ? TYPES.both : TYPES.picture;
    if (!this.parts.canRecord(type)) return;
    try {
      this.begin(this.parts.newRecorder(stream, { ...OPTIONS, mimeType: type }));
    } catch {
      this.recorder = null; // A stream that ended this very moment; the next one is recorded.
    }
  }

  stop(): void {
    const recorder = this.recorder;
    this.recorder = null;
    if (recorder && recorder.state !== 'inactive') recorder.stop();
  }

  private begin(recorder: Recorder): void {
    const run = new RunWriter(this.parts);
    recorder.addEventListener('start', () => run.started());
    recorder.addEventListener('dataavailable', (event) => run.take(event.data));
    recorder.addEventListener('stop', () => void run.written().then(() => this.finished()));
    recorder.start(CHUNK_MS);
    this.recorder = recorder;
    this.unfinished += 1;
  }

  private finished(): void {
    this.unfinished -= 1;
    this.parts.onFinished();
  }
}

/** Writes one run of a recorder down, chunk after chunk, in their order. */
class RunWriter {
  private readonly id: string;
  private startedAt = 0;
  private upTo = 0;
  private no = 0;
  private head: Uint8Array<ArrayBuffer> | null = new Uint8Array();
  private writing: Promise<void> = Promise.resolve();
  private readonly clock = new BlockClock();

  constructor(private readonly parts: Pick<PageRecorderParts, 'attemptId' | 'store' | 'now' | 'newId'>) {
    this.id = parts.newId();
  }

  started(): void {
    this.startedAt = this.upTo = this.parts.now();
  }

  take(data: Blob): void {
    const cameAt = this.parts.now();
    // A full disk loses chunks, never the test: what lacks then is not sent.
    this.writing = this.writing.then(() => this.write(data, cameAt)).catch(() => undefined);
  }

  /** All that was taken is kept. */
  written(): Promise<void> {
    return this.writing;
  }

  private async write(data: Blob, cameAt: number): Promise<void> {
    const { attemptId, store } = this.parts;
    let bytes = await data.arrayBuffer();
    if (this.head !== null) {
      const begun = joined(this.head, new Uint8Array(bytes));
      const at = firstCluster(begun);
      if (at < 0) {
        this.head = begun;
        return;
      }
      this.head = null;
      await store.begin({
        id: this.id,
        attemptId,
        startedAt: this.startedAt,
        init: begun.slice(0, at).buffer,
      });
      bytes = begun.slice(at).buffer;
    }
    const from = this.upTo;
    const to = this.shownUpTo(new Uint8Array(bytes), cameAt);
    this.upTo = to;
    this.no += 1;
    await store.add({ attemptId, runId: this.id, no: this.no, from, to, bytes });
  }

  /** An encoder that is short of time gives its pictures seconds late, so that a chunk's coming says little. */
  private shownUpTo(bytes: Uint8Array<ArrayBuffer>, cameAt: number): number {
    const at = this.clock.pass(bytes);
    return at === null ? cameAt : this.startedAt + at;
  }
}

/** Where the first cluster of a WebM begins; −1 while only its header is there. */
export function firstCluster(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(CLUSTER[0]); at >= 0; at = bytes.indexOf(CLUSTER[0], at + 1)) {
    if (CLUSTER.every((byte, place) => bytes[at + place] === byte)) return at;
  }
  return -1;
}
