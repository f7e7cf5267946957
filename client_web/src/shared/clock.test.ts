import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerClock } from './clock';

const SERVER = Date.UTC(2026, 10, 21, 9, 0, 0);
const at = (ms: number) => new Date(SERVER + ms);

function clockAt() {
  const page = { now: 0 };
  return { page, clock: new ServerClock(() => page.now) };
}

describe('ServerClock', () => {
  afterEach(() => vi.useRealTimers());

  it('refuses to tell a time it does not know', () => {
    expect(() => clockAt().clock.now()).toThrow();
  });

  it('puts the sample in the middle of its round trip and runs on with the monotonic clock', () => {
    const { page, clock } = clockAt();
    clock.addSample(at(0), 100, 300);
    page.now = 1200;
    expect(clock.now()).toBe(SERVER + 1000);
  });

  it('trusts the sample with the shortest round trip, whatever comes later', () => {
    const { page, clock } = clockAt();
    clock.addSample(at(50), 0, 1000);
    clock.addSample(at(1000), 1000, 1010);
    clock.addSample(at(1900), 1500, 2500);
    page.now = 1005;
    expect(clock.now()).toBe(SERVER + 1000);
  });

  // A laptop was closed for 20 minutes: performance.now() stood still meanwhile, the countdown lagged.
  it('forgets everything older when a new sample contradicts it', () => {
    const { page, clock } = clockAt();
    clock.addSample(at(0), 0, 10);
    clock.addSample(at(1_200_000), 1000, 1600);
    page.now = 1300;
    expect(clock.now()).toBe(SERVER + 1_200_000);
  });

  it.each([-3_600_000, 3_600_000])('takes no notice of a computer’s clock that jumps by %i ms', (jump) => {
    vi.useFakeTimers({ toFake: ['Date'], now: SERVER });
    const { page, clock } = clockAt();
    clock.addSample(at(0), 0, 0);
    page.now = 1000;
    vi.setSystemTime(SERVER + 1000 + jump);
    expect(clock.now()).toBe(SERVER + 1000);
  });

  it('goes by an assumed time until the server tells its own', () => {
    const { page, clock } = clockAt();
    page.now = 50;
    clock.assume(SERVER);
    page.now = 150;
    expect([clock.now(), clock.isSet, clock.isConfirmed]).toEqual([SERVER + 100, true, false]);
    clock.addSample(at(5000), 150, 150);
    expect([clock.now(), clock.isConfirmed]).toEqual([SERVER + 5000, true]);
  });

  it('ignores what is no time and what ends before it began', () => {
    const { clock } = clockAt();
    clock.addSample('soon', 0, 10);
    clock.addSample(at(0), 10, 0);
    expect(clock.isSet).toBe(false);
  });

  it('tells the time until an instant and samples by a request', async () => {
    const { page, clock } = clockAt();
    await clock.measure(() => Promise.resolve({ server_now: at(0).toISOString() }));
    page.now = 400;
    expect(clock.until(at(1000))).toBe(600);
  });
});
