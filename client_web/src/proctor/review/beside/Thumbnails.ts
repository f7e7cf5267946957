/// Little pictures of moments of a recording, decoded in the page from the recording itself.
import type { PartTimeline, Place } from '../partTimeline';

/** The part of HTMLVideoElement that is used. */
export type Source = Pick<
  HTMLVideoElement,
  'src' | 'currentTime' | 'readyState' | 'addEventListener' | 'removeEventListener' | 'removeAttribute'
>;

/** A picture is kept for each step; the recording has a keyframe about as often. */
export const STEP_S = 4;
const MOST_KEPT = 150;
const HAVE_CURRENT_DATA = 2;

/** One request at a time, and the newest wish next: whoever drags over an hour does not wait for each minute. */
export class Thumbnails<Picture> {
  private readonly kept = new Map<number, Picture>();
  private readonly listeners = new Set<() => void>();
  private wanted: number | null = null;
  private loading: { readonly step: number; readonly place: Place } | null = null;
  private partId = '';
  private version = 0;

  constructor(
    private readonly timeline: PartTimeline,
    private readonly video: Source,
    /** Draw what the video shows now. */
    private readonly draw: () => Picture,
  ) {
    video.addEventListener('seeked', this.arrived);
    video.addEventListener('loadeddata', this.arrived);
    video.addEventListener('error', this.failed);
  }

  close(): void {
    this.video.removeEventListener('seeked', this.arrived);
    this.video.removeEventListener('loadeddata', this.arrived);
    this.video.removeEventListener('error', this.failed);
    this.video.removeAttribute('src');
    this.listeners.clear();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every picture that comes. */
  readonly snapshot = (): number => this.version;

  /** The picture of a moment, if it is there; `ask` brings it. */
  of(at_s: number): Picture | null {
    return this.kept.get(stepOf(at_s)) ?? null;
  }

  /** Bring the picture of a moment; where nothing was recorded there is none. */
  ask(at_s: number): void {
    const step = stepOf(at_s);
    if (this.kept.has(step)) return;
    this.wanted = step;
    if (!this.loading) this.next();
  }

  private next(): void {
    const step = this.wanted;
    this.wanted = null;
    this.loading = null;
    if (step === null || this.kept.has(step)) return;
    const place = this.timeline.locate(step * STEP_S) ?? this.timeline.locate((step + 0.5) * STEP_S);
    if (!place) return;
    this.loading = { step, place };
    if (this.partId !== place.part.id) this.video.src = place.part.url;
    this.partId = place.part.id;
    this.video.currentTime = place.media_s;
  }

  private readonly arrived = (): void => {
    const { loading, video } = this;
    if (!loading || video.readyState < HAVE_CURRENT_DATA) return;
    // After a file was opened its beginning comes first, and the moment that was asked for later.
    if (Math.abs(video.currentTime - loading.place.media_s) > 0.5) return;
    this.kept.set(loading.step, this.draw());
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.version += 1;
    this.next();
    for (const listener of this.listeners) listener();
  };

  private readonly failed = (): void => {
    this.partId = '';
    this.next();
  };
}

const stepOf = (at_s: number): number => Math.floor(Math.max(at_s, 0) / STEP_S);
