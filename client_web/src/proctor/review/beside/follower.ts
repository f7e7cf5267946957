/// Keeps a second recording (the screen's) at the moment that the player shows.
import type { PartTimeline } from '../partTimeline';
import type { Player } from '../player';

export type FollowingScreen = Pick<
  HTMLVideoElement,
  'src' | 'currentTime' | 'playbackRate' | 'paused' | 'play' | 'pause' | 'readyState'
>;

/** What an eye forgives between two pictures while they play; while they stand, much less. */
const DRIFT_S = 0.4;
const STILL_DRIFT_S = 0.05;

/** Tell what to show at `at_s`; false where the second recording has nothing. */
export class Follower {
  private partId = '';

  constructor(
    private readonly timeline: PartTimeline,
    private readonly screen: FollowingScreen,
  ) {}

  follow({ at_s, playing, speed }: ReturnType<Player['snapshot']>): boolean {
    const { screen } = this;
    const place = this.timeline.locate(at_s);
    if (!place) {
      if (!screen.paused) screen.pause();
      return false;
    }
    if (this.partId !== place.part.id) {
      this.partId = place.part.id;
      screen.src = place.part.url;
      screen.currentTime = place.media_s;
    }
    if (screen.playbackRate !== speed) screen.playbackRate = speed;
    const drift_s = Math.abs(screen.currentTime - place.media_s);
    if (drift_s > (playing ? DRIFT_S * Math.max(speed, 1) : STILL_DRIFT_S))
      screen.currentTime = place.media_s;
    if (playing && screen.paused) void screen.play().catch(() => undefined);
    if (!playing && !screen.paused) screen.pause();
    return true;
  }
}
