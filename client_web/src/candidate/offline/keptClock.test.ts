// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerClock } from '../../shared/clock';
import { keepTime, restoreTime } from './keptClock';

const SERVER = Date.UTC(2026, 10, 22, 6);
const HOUR = 3_600_000;

/** The clock of a fresh load of the page, on a computer whose own clock is wrong by 17 minutes. */
function freshClock() {
  const page = { now: 0 };
  return { page, clock: new ServerClock(() => page.now) };
}

describe('the time over a reload', () => {
  let computer: number;
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    computer = SERVER + 17 * 60_000;
    const { page, clock } = freshClock();
    const stop = keepTime(clock, localStorage, () => computer);
    clock.addSample(new Date(SERVER), 0, 0);
    page.now = 60_000;
    computer += 60_000;
    vi.advanceTimersByTime(5000);
    stop();
  });
  afterEach(() => vi.useRealTimers());

  const restored = (after: number): number => {
    const { clock } = freshClock();
    restoreTime(clock, localStorage, computer + after);
    return clock.now();
  };

  it('goes on by the time that passed on the computer', () => {
    expect(restored(2000)).toBe(SERVER + 62_000);
  });

  it('does not go back when the computer’s clock was set back', () => {
    expect(restored(-HOUR)).toBe(SERVER + 60_000);
  });

  it('leaves a clock alone that the server has set, and one of which nothing was kept', () => {
    const { clock } = freshClock();
    clock.addSample(new Date(SERVER + 5 * HOUR), 0, 0);
    restoreTime(clock, localStorage, computer);
    expect(clock.now()).toBe(SERVER + 5 * HOUR);
    localStorage.setItem('synaq.clock', '{"offset":"x"}');
    const other = freshClock();
    restoreTime(other.clock, localStorage, computer);
    expect(other.clock.isSet).toBe(false);
  });

  it('keeps no time that is itself assumed', () => {
    localStorage.clear();
    const { clock } = freshClock();
    clock.assume(SERVER);
    const stop = keepTime(clock, localStorage, () => computer);
    vi.advanceTimersByTime(10_000);
    stop();
    expect(localStorage.length).toBe(0);
  });
});
