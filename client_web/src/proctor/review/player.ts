/// What the player is doing: which file is in the video element, at which second, how fast.
import { PartTimeline, type Gap, type Place, type RecordingPart } from './partTimeline';

/** The part of HTMLVideoElement that the player uses. */
export type Screen = Pick<
  HTMLVideoElement,
  | 'src'
  | 'currentTime'
  | 'playbackRate'
  | 'paused'
  | 'play'
  | 'pause'
  | 'addEventListener'
  | 'removeEventListener'
  | 'readyState'
> &
  Partial<
    Pick<HTMLVideoElement, 'requestVideoFrameCallback' | 'cancelVideoFrameCallback' | 'preservesPitch'>
  >;

export interface PlayerState {
  /** Seconds of the attempt. */
  readonly at_s: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly waiting: boolean;
  readonly failed: boolean;
  /** What was skipped last, because nothing was recorded there. */
  readonly skipped: Gap | null;
  /** What is played again and again. */
  readonly loop: Gap | null;
}

export const SPEEDS = [0.5, 1, 1.5, 2, 4, 8, 16] as const;
export const JUMP_S = 5;
/** Until frames were seen: a webcam's usual 25 frames a second. */
const USUAL_FRAME_S = 0.04;
const HAVE_METADATA = 1;

/** Plays several files as one recording; hooks subscribe, nothing here knows of React. */
export class Player {
  readonly timeline: PartTimeline;
  private screen: Screen | null = null;
  private part: RecordingPart | null = null;
  private frame_s = USUAL_FRAME_S;
  private lastFrame_s: number | null = null;
  private frameRequest = 0;
  private wantsToPlay = false;
  private state: PlayerState = {
    at_s: 0,
    playing: false,
    speed: 1,
    waiting: false,
    failed: false,
    skipped: null,
    loop: null,
  };
  private readonly listeners = new Set<() => void>();

  constructor(timeline: PartTimeline) {
    this.timeline = timeline;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): PlayerState => this.state;

  /** Take over a video element and show the first recorded moment; returns how to let go of it. */
  attach(screen: Screen): () => void {
    this.screen = screen;
    this.part = null;
    // A voice at twice the speed stays a voice.
    screen.preservesPitch = true;
    const handlers: [string, () => void][] = [
      ['timeupdate', this.follow],
      ['seeked', this.follow],
      ['play', () => this.change({ playing: true })],
      ['pause', () => this.change({ playing: false })],
      ['waiting', () => this.change({ waiting: true })],
      ['playing', () => this.change({ waiting: false, failed: false })],
      ['canplay', () => this.change({ waiting: false })],
      ['ended', this.goOn],
      ['error', () => this.change({ failed: true, waiting: false, playing: false })],
    ];
    for (const [name, handler] of handlers) screen.addEventListener(name, handler);
    this.watchFrames();
    this.seek(this.state.at_s);
    // Nobody asked for the moment before the first file: there is nothing to say about it.
    this.change({ skipped: null });
    return () => {
      for (const [name, handler] of handlers) screen.removeEventListener(name, handler);
      screen.cancelVideoFrameCallback?.(this.frameRequest);
      screen.pause();
      this.screen = null;
    };
  }

  /** Show second `at_s` of the attempt; where nothing was recorded, the next recorded moment. */
  seek(at_s: number): void {
    const asked_s = Math.max(at_s, 0);
    const place = this.timeline.nearest(asked_s);
    if (!place) return;
    const shown_s = this.timeline.toAttempt(place.part, place.media_s);
    this.show(place);
    this.change({ at_s: shown_s, skipped: shown_s - asked_s >= 1 ? { t0_s: asked_s, t1_s: shown_s } : null });
  }

  /** Move by `by_s` seconds; backwards over a gap, to the end of the file before it. */
  jump(by_s: number): void {
    const wanted_s = this.state.at_s + by_s;
    if (by_s < 0 && !this.timeline.locate(wanted_s)) {
      const before = this.timeline.parts.findLast(
        (part) => part.t0_s + part.duration_s <= Math.max(wanted_s, 0) + 1e-3,
      );
      this.seek(before ? before.t0_s + before.duration_s - this.frame_s : 0);
    } else this.seek(wanted_s);
  }

  /** Stop and move by whole frames. */
  step(n_frames: number): void {
    this.pause();
    this.jump(n_frames * this.frame_s);
  }

  /** Open the file anew at the same moment: what stopped it may be over. */
  retry(): void {
    this.part = null;
    this.change({ failed: false });
    this.seek(this.state.at_s);
  }

  play(): void {
    if (!this.screen || this.timeline.isEmpty) return;
    this.wantsToPlay = true;
    // A refusal means the source changed meanwhile or the browser wants a click: the state stays "paused".
    this.screen.play().catch(() => this.change({ playing: false }));
  }

  pause(): void {
    this.wantsToPlay = false;
    this.screen?.pause();
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    if (this.screen) this.screen.playbackRate = speed;
    this.change({ speed });
  }

  /** Go to the next faster (+1) or slower (−1) speed. */
  shiftSpeed(by: 1 | -1): void {
    const index = SPEEDS.findIndex((speed) => speed >= this.state.speed);
    this.setSpeed(SPEEDS[Math.min(Math.max(index + by, 0), SPEEDS.length - 1)] ?? 1);
  }

  /** Play a span again and again, from its beginning; null goes on after it. */
  setLoop(loop: Gap | null): void {
    this.change({ loop });
    if (!loop) return;
    this.seek(loop.t0_s);
    this.play();
  }

  private show({ part, media_s }: Place): void {
    const screen = this.screen;
    if (!screen) return;
    if (this.part?.id === part.id && screen.readyState >= HAVE_METADATA) {
      screen.currentTime = media_s;
      return;
    }
    if (this.part?.id !== part.id) screen.src = part.url;
    this.part = part;
    this.lastFrame_s = null;
    screen.playbackRate = this.state.speed;
    // Before the metadata is there this is the element's default start position: it opens at that second.
    screen.currentTime = media_s;
    if (this.wantsToPlay) screen.play().catch(() => this.change({ playing: false }));
  }

  private readonly follow = (): void => {
    if (!this.screen || !this.part || this.screen.readyState < HAVE_METADATA) return;
    const at_s = this.timeline.toAttempt(this.part, this.screen.currentTime);
    this.change({ at_s });
    const { loop } = this.state;
    if (loop && at_s >= loop.t1_s && this.state.playing) this.seek(loop.t0_s);
  };

  private readonly goOn = (): void => {
    if (this.state.loop) {
      this.wantsToPlay = true;
      this.seek(this.state.loop.t0_s);
      return;
    }
    const next = this.part && this.timeline.after(this.part);
    if (!next) {
      this.wantsToPlay = false;
      this.change({ playing: false });
      return;
    }
    const from_s = this.state.at_s;
    this.wantsToPlay = true;
    this.show(next);
    const at_s = this.timeline.toAttempt(next.part, next.media_s);
    this.change({ at_s, skipped: at_s - from_s >= 1 ? { t0_s: from_s, t1_s: at_s } : null });
  };

  private watchFrames(): void {
    const screen = this.screen;
    if (!screen?.requestVideoFrameCallback) return;
    this.frameRequest = screen.requestVideoFrameCallback((_, { mediaTime }) => {
      const passed_s = this.lastFrame_s === null ? 0 : mediaTime - this.lastFrame_s;
      // Only neighbouring frames at normal speed tell the frame rate; faster playing leaves frames out.
      if (passed_s > 0.005 && passed_s < 0.2 && this.state.speed <= 1) this.frame_s = passed_s;
      this.lastFrame_s = mediaTime;
      this.follow();
      this.watchFrames();
    });
  }

  private change(changed: Partial<PlayerState>): void {
    const next = { ...this.state, ...changed };
    if ((Object.keys(changed) as (keyof PlayerState)[]).every((key) => Object.is(this.state[key], next[key])))
      return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
