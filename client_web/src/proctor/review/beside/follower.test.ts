import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PartTimeline } from '../partTimeline';
import { Follower } from './follower';

const screen = {
  src: '',
  currentTime: 0,
  playbackRate: 1,
  paused: true,
  readyState: 4,
  play: vi.fn(() => {
    screen.paused = false;
    return Promise.resolve();
  }),
  pause: vi.fn(() => {
    screen.paused = true;
  }),
};
const shown = (at_s: number, playing = false, speed = 1) => ({
  at_s,
  playing,
  speed,
  waiting: false,
  failed: false,
  skipped: null,
  loop: null,
});
let follower: Follower;

beforeEach(() => {
  Object.assign(screen, { src: '', currentTime: 0, playbackRate: 1, paused: true });
  follower = new Follower(
    new PartTimeline([
      { id: 'a', t0_s: 10, duration_s: 50, url: '/a' },
      { id: 'b', t0_s: 80, duration_s: 50, url: '/b' },
    ]),
    screen,
  );
});

describe('Follower', () => {
  it('shows the same moment of its own recording, in whichever file it lies', () => {
    expect(follower.follow(shown(30))).toBe(true);
    expect([screen.src, screen.currentTime]).toEqual(['/a', 20]);
    follower.follow(shown(90));
    expect([screen.src, screen.currentTime]).toEqual(['/b', 10]);
  });

  it('plays and stops with the player, at its speed', () => {
    follower.follow(shown(30, true, 4));
    expect([screen.paused, screen.playbackRate]).toEqual([false, 4]);
    follower.follow(shown(31));
    expect(screen.paused).toBe(true);
  });

  it('forgives a small drift while playing, none while standing', () => {
    follower.follow(shown(30, true));
    follower.follow(shown(30.3, true));
    expect(screen.currentTime).toBe(20);
    follower.follow(shown(30.6, true));
    expect(screen.currentTime).toBeCloseTo(20.6);
    follower.follow(shown(30.7));
    expect(screen.currentTime).toBeCloseTo(20.7);
  });

  it('stops where there is nothing to show', () => {
    follower.follow(shown(30, true));
    expect(follower.follow(shown(70, true))).toBe(false);
    expect(screen.paused).toBe(true);
  });
});
