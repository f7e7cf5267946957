/// Plays an attempt's recording while it is written: clusters as they come, appended to a Media Source.

export type LiveState = 'waiting' | 'playing' | 'none' | 'unsupported';

/** What came since the last request. `codecs` is set when it begins with a header: another part. */
export interface LivePiece {
  readonly part: string;
  readonly after: number;
  readonly codecs: string | null;
  readonly bytes: ArrayBuffer;
}

export interface LivePlace {
  readonly part: string;
  readonly after: number;
}

export interface LiveParts {
  readonly video: HTMLVideoElement;
  /** The next piece; null when none came for two seconds. Rejects when nothing is being recorded. */
  readonly next: (place: LivePlace | null, signal: AbortSignal) => Promise<LivePiece | null>;
  readonly onState: (state: LiveState) => void;
}

/** How far behind the newest picture to play, and when to jump there again. */
const BEHIND_S = 1;
const TOO_FAR_S = 3;
const KEPT_S = 20;
const PAUSE_MS = 2000;

/** One viewer of one attempt; `close` lets go of the line and the video. */
export class LiveVideo {
  private readonly ended = new AbortController();
  private place: LivePlace | null = null;
  private buffer: SourceBuffer | null = null;
  private url = '';

  constructor(private readonly parts: LiveParts) {}

  open(): void {
    if (!('MediaSource' in window)) this.parts.onState('unsupported');
    else void this.run();
  }

  close(): void {
    this.ended.abort();
    this.letGo();
  }

  private async run(): Promise<void> {
    this.parts.onState('waiting');
    while (!this.ended.signal.aborted) {
      try {
        const piece = await this.parts.next(this.place, this.ended.signal);
        if (piece) await this.append(piece);
      } catch {
        if (this.isClosed()) return;
        this.place = null;
        this.parts.onState('none');
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  private isClosed(): boolean {
    return this.ended.signal.aborted;
  }

  private async append(piece: LivePiece): Promise<void> {
    if (piece.codecs !== null) await this.begin(piece.codecs);
    if (!this.buffer || this.isClosed()) return;
    const appended = done(this.buffer);
    this.buffer.appendBuffer(piece.bytes);
    await appended;
    this.place = { part: piece.part, after: piece.after };
    this.keepUp(this.buffer);
    await this.dropOld(this.buffer);
  }

  private async begin(codecs: string): Promise<void> {
    this.letGo();
    const source = new MediaSource();
    this.url = URL.createObjectURL(source);
    this.parts.video.src = this.url;
    await new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
    this.buffer = source.addSourceBuffer(`video/webm; codecs="${codecs}"`);
  }

  /** Stay near the newest picture; a pause of the line must not add up. */
  private keepUp({ buffered }: SourceBuffer): void {
    const { video } = this.parts;
    if (buffered.length === 0) return;
    const end = buffered.end(buffered.length - 1);
    const at = video.currentTime;
    // A slow machine still looking for a picture would never find one if it were sent on each time.
    if (video.seeking) return;
    if (at < buffered.start(buffered.length - 1) || end - at > TOO_FAR_S) {
      video.currentTime = Math.max(end - BEHIND_S, buffered.start(buffered.length - 1));
    }
    void video.play().then(
      () => this.parts.onState('playing'),
      () => undefined,
    );
  }

  private async dropOld(buffer: SourceBuffer): Promise<void> {
    const until = this.parts.video.currentTime - KEPT_S;
    if (buffer.buffered.length === 0 || buffer.buffered.start(0) >= until) return;
    const dropped = done(buffer);
    buffer.remove(0, until);
    await dropped;
  }

  private letGo(): void {
    this.buffer = null;
    this.parts.video.removeAttribute('src');
    if (this.url !== '') URL.revokeObjectURL(this.url);
    this.url = '';
  }
}

function done(buffer: SourceBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    buffer.addEventListener('updateend', () => resolve(), { once: true });
    buffer.addEventListener('error', () => reject(new Error('the video cannot be decoded')), { once: true });
  });
}

/** Ask the server for the clusters that came since `place`. Rejects when it has none to give. */
export async function fetchLive(
  attemptId: string,
  place: LivePlace | null,
  signal: AbortSignal,
): Promise<LivePiece | null> {
  const query = place ? `?part=${encodeURIComponent(place.part)}&after=${place.after}` : '';
  const path = `/api/media/live/${encodeURIComponent(attemptId)}/video${query}`;
  const answer = await fetch(path, { credentials: 'same-origin', signal });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`live video: ${answer.status}`);
  const part = answer.headers.get('Synaq-Part') ?? '';
  return {
    part,
    after: Number(answer.headers.get('Synaq-After')),
    codecs: part === place?.part ? null : answer.headers.get('Synaq-Codecs'),
    bytes: await answer.arrayBuffer(),
  };
}
