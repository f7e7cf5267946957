import { describe, expect, it } from 'vitest';
import {
  arranged,
  type Calm,
  calmed,
  EMPTY,
  MOVES_EVERY_MS,
  RISES_AFTER_MS,
  SINKS_AFTER_MS,
  type Standing,
} from './calm';

const wall = (urgencies: Readonly<Record<string, number>>): Standing[] =>
  Object.entries(urgencies).map(([id, urgency]) => ({ id, urgency }));
const ids = (calm: Calm) => calm.places.map(({ id }) => id).join('');
/** The wall after answers that came every second, the same each time. */
function after(calm: Calm, standings: Standing[], from_ms: number, lasting_ms: number, held = false): Calm {
  let now = calm;
  for (let ms = from_ms; ms <= from_ms + lasting_ms; ms += 1000) now = calmed(now, standings, ms, held);
  return now;
}

describe('the calm order', () => {
  const begun = calmed(EMPTY, wall({ a: 0, b: 0, c: 0, d: 0 }), 0, false);

  it('begins with what needs a look, without announcing it', () => {
    const calm = calmed(EMPTY, wall({ a: 0, b: 2, c: 0, d: 3 }), 0, false);
    expect([ids(calm), calm.risen]).toEqual(['dbac', []]);
  });

  it('bears a short silence without a move', () => {
    const short = after(begun, wall({ a: 0, b: 0, c: 3, d: 0 }), 1000, RISES_AFTER_MS - 1000);
    expect(ids(after(short, wall({ a: 0, b: 0, c: 0, d: 0 }), 6000, 60_000))).toBe('abcd');
  });

  it('lets one rise that lasts, says which, and leaves the others in their order', () => {
    const calm = after(begun, wall({ a: 0, b: 0, c: 3, d: 0 }), 1000, RISES_AFTER_MS);
    expect([ids(calm), calm.risen]).toEqual(['cabd', ['c']]);
  });

  it('lets it sink only when all was well for a minute', () => {
    const risen = after(begun, wall({ a: 0, b: 0, c: 3, d: 0 }), 1000, RISES_AFTER_MS);
    const well = wall({ a: 0, b: 0, c: 0, d: 0 });
    expect(ids(after(risen, well, 6000, SINKS_AFTER_MS - 1000))).toBe('cabd');
    const sunk = after(risen, well, 6000, SINKS_AFTER_MS);
    // Back among the calm ones: where it stands there does not matter, so it stays where it is.
    expect(ids(sunk)).toBe('cabd');
    expect(ids(after(sunk, wall({ a: 0, b: 0, c: 0, d: 2 }), 70_000, RISES_AFTER_MS))).toBe('dcab');
  });

  it('moves nothing under a hand, and says how many wait', () => {
    const held = after(begun, wall({ a: 0, b: 0, c: 0, d: 3 }), 1000, 30_000, true);
    expect([ids(held), held.n_waiting]).toEqual(['abcd', 1]);
    const free = calmed(held, wall({ a: 0, b: 0, c: 0, d: 3 }), 32_000, false);
    expect([ids(free), free.n_waiting, free.risen]).toEqual(['dabc', 0, ['d']]);
  });

  it('moves at most every ten seconds', () => {
    const once = after(begun, wall({ a: 0, b: 0, c: 0, d: 3 }), 1000, RISES_AFTER_MS);
    const moved_ms = once.moved_ms;
    const soon = after(once, wall({ a: 0, b: 0, c: 3, d: 3 }), moved_ms + 1000, MOVES_EVERY_MS - 3000);
    expect([ids(soon), soon.n_waiting]).toEqual(['dabc', 1]);
    expect(ids(calmed(soon, wall({ a: 0, b: 0, c: 3, d: 3 }), moved_ms + MOVES_EVERY_MS, false))).toBe(
      'dcab',
    );
  });

  it('puts newcomers last and lets those go that are over, but not under a hand', () => {
    const held = after(begun, wall({ a: 0, c: 0, d: 0, e: 0 }), 1000, 20_000, true);
    expect(ids(held)).toBe('abcde');
    expect(ids(calmed(held, wall({ a: 0, c: 0, d: 0, e: 0 }), 22_000, false))).toBe('acde');
  });

  it('is put in order at once when a person asks', () => {
    const held = calmed(begun, wall({ a: 0, b: 0, c: 0, d: 3 }), 1000, true);
    expect(ids(arranged(held, wall({ a: 0, b: 0, c: 0, d: 3 }), 1500))).toBe('dabc');
  });
});
