import { beforeEach, describe, expect, it } from 'vitest';
import { PartTimeline } from './partTimeline';
import { Player } from './player';

/** A video element that loads at once: the events and properties the player relies on. */
class FakeScreen extends EventTarget {
  loaded: string[] = [];
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  readyState = 0;
  get src(): string {
    return this.loaded.at(-1) ?? '';
  }
  set src(url: string) {
    this.loaded.push(url);
    this.readyState = 0;
    this.currentTime = 0;
    this.paused = true;
  }
  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  }
  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  ready(): void {
    this.readyState = 4;
    this.dispatchEvent(new Event('canplay'));
  }
  reach(media_s: number): void {
    this.currentTime = media_s;
    this.dispatchEvent(new Event('timeupdate'));
  }
  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
}

const parts = [
  { id: 'a', t0_s: 2, duration_s: 20, url: '/a' },
  { id: 'b', t0_s: 40, duration_s: 30, url: '/b' },
];
let screen: FakeScreen;
let player: Player;
let detach: () => void;

beforeEach(() => {
  screen = new FakeScreen();
  player = new Player(new PartTimeline(parts));
  detach = player.attach(screen);
  screen.ready();
});

describe('seeking', () => {
  it('opens the first file at its beginning', () => {
    expect(screen.loaded).toEqual(['/a']);
    expect(player.snapshot()).toMatchObject({ at_s: 2, skipped: null });
  });

  it('moves inside a file without loading it again', () => {
    player.seek(12.5);
    expect(screen.loaded).toEqual(['/a']);
    expect(screen.currentTime).toBe(10.5);
  });

  it('changes the file when the moment lies in another', () => {
    player.seek(45);
    expect(screen.loaded).toEqual(['/a', '/b']);
    expect(screen.currentTime).toBe(5);
  });

  it('goes on playing, at the same speed, in the other file', () => {
    player.setSpeed(4);
    player.play();
    player.seek(45);
    expect(screen.paused).toBe(false);
    expect(screen.playbackRate).toBe(4);
  });

  it('says what it skipped when nothing was recorded there', () => {
    player.seek(30);
    expect(player.snapshot()).toMatchObject({ at_s: 40, skipped: { t0_s: 30, t1_s: 40 } });
    player.seek(41);
    expect(player.snapshot().skipped).toBeNull();
  });

  it('steps back over a gap to the end of the file before it', () => {
    player.seek(42);
    player.jump(-5);
    expect(screen.src).toBe('/a');
    expect(player.snapshot().at_s).toBeCloseTo(21.96, 3);
  });

  it('steps back to the beginning and no further', () => {
    player.seek(4);
    player.jump(-5);
    expect(player.snapshot().at_s).toBe(2);
  });

  it('counts the time from before the metadata of a new file', () => {
    player.seek(45);
    screen.reach(0);
    expect(player.snapshot().at_s).toBe(45);
  });
});

describe('playing', () => {
  it('follows the element', () => {
    screen.reach(7);
    expect(player.snapshot().at_s).toBe(9);
  });

  it('goes on with the next file and says what was skipped', () => {
    player.play();
    screen.reach(20);
    screen.end();
    expect(screen.src).toBe('/b');
    expect(screen.paused).toBe(false);
    expect(player.snapshot()).toMatchObject({ at_s: 40, skipped: { t0_s: 22, t1_s: 40 } });
  });

  it('stops after the last file', () => {
    player.seek(69);
    player.play();
    screen.end();
    expect(player.snapshot().playing).toBe(false);
    expect(screen.loaded).toEqual(['/a', '/b']);
  });

  it('stops for a frame step', () => {
    player.play();
    player.seek(10);
    player.step(1);
    expect(screen.paused).toBe(true);
    expect(player.snapshot().at_s).toBeCloseTo(10.04, 6);
  });

  it('keeps the speed within its list', () => {
    for (let turn = 0; turn < 20; turn += 1) player.shiftSpeed(1);
    expect(player.snapshot().speed).toBe(16);
    for (let turn = 0; turn < 20; turn += 1) player.shiftSpeed(-1);
    expect(player.snapshot().speed).toBe(0.5);
  });

  it('tells a file that cannot be played', () => {
    screen.dispatchEvent(new Event('error'));
    expect(player.snapshot()).toMatchObject({ failed: true, playing: false });
  });

  it('opens it anew at the same moment', () => {
    player.seek(3);
    screen.dispatchEvent(new Event('error'));
    const opened = screen.src;
    screen.src = '';
    player.retry();
    expect(screen.src).toBe(opened);
    expect(player.snapshot()).toMatchObject({ failed: false, at_s: 3 });
  });
});

it('lets go of the element and of its listeners', () => {
  let n_changes = 0;
  player.subscribe(() => (n_changes += 1));
  detach();
  const before = n_changes;
  screen.reach(15);
  expect(n_changes).toBe(before);
});

it('tells a listener only of changes', () => {
  let n_changes = 0;
  const stop = player.subscribe(() => (n_changes += 1));
  screen.reach(7);
  screen.reach(7);
  expect(n_changes).toBe(1);
  stop();
  screen.reach(8);
  expect(n_changes).toBe(1);
});

describe('a loop', () => {
  it('begins at its beginning and comes back to it at its end', () => {
    player.setLoop({ t0_s: 5, t1_s: 9 });
    expect([screen.currentTime, screen.paused]).toEqual([3, false]);
    screen.reach(7);
    expect(screen.currentTime).toBe(3);
  });

  it('comes back when the file ends before it', () => {
    player.setLoop({ t0_s: 20, t1_s: 24 });
    screen.end();
    expect([screen.currentTime, screen.loaded]).toEqual([18, ['/a']]);
  });

  it('lets a person look beyond it while the picture stands', () => {
    player.setLoop({ t0_s: 5, t1_s: 9 });
    player.pause();
    player.seek(15);
    expect(screen.currentTime).toBe(13);
  });

  it('goes on when it is let go', () => {
    player.setLoop({ t0_s: 5, t1_s: 9 });
    player.setLoop(null);
    screen.reach(8);
    expect(player.snapshot()).toMatchObject({ at_s: 10, loop: null });
  });
});

it('keeps the pitch of voices at every speed', () => {
  expect(Reflect.get(screen, 'preservesPitch')).toBe(true);
});
