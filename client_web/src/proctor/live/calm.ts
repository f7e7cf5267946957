/// In which order the wall shows attempts: what needs a look floats up, but no tile moves under a hand.

export interface Standing {
  readonly id: string;
  /** 0: nothing to see; the higher, the sooner a person should look. */
  readonly urgency: number;
}

interface Place {
  readonly id: string;
  /** The urgency that its place goes by. */
  readonly level: number;
  /** The urgency it has now, and since when without a break (ms). */
  readonly wish: number;
  readonly since_ms: number;
}

export interface Calm {
  readonly places: readonly Place[];
  readonly moved_ms: number;
  /** Who stands higher since the last time anything moved. */
  readonly risen: readonly string[];
  /** How many would rise if the wall were put in order now. */
  readonly n_waiting: number;
}

/** An attempt rises when it has needed a look for this long, and sinks when all was well for that long. */
export const RISES_AFTER_MS = 4_000;
export const SINKS_AFTER_MS = 60_000;
/** The wall moves at most this often. */
export const MOVES_EVERY_MS = 10_000;

export const EMPTY: Calm = { places: [], moved_ms: -MOVES_EVERY_MS, risen: [], n_waiting: 0 };

/**
 * Take in how the attempts stand at `now_ms`.
 *
 * New ones come last and those that are over go at the next move; while the wall is `held`, nothing moves.
 */
export function calmed(before: Calm, standings: readonly Standing[], now_ms: number, held: boolean): Calm {
  const places = placed(before, standings, now_ms);
  const wanted = ordered(places, standings);
  const first = before.places.length === 0;
  const differs = wanted.length < places.length || wanted.some(({ id }, index) => places[index]?.id !== id);
  if (first || (!held && differs && now_ms - before.moved_ms >= MOVES_EVERY_MS))
    return inOrder(places, wanted, now_ms, first);
  return { ...before, places, n_waiting: rising(places, wanted).length };
}

/** Put the wall in order now: the person asked for it. */
export function arranged(before: Calm, standings: readonly Standing[], now_ms: number): Calm {
  const places = placed(before, standings, now_ms).map((place) => ({ ...place, level: place.wish }));
  return inOrder(places, ordered(places, standings), now_ms, false);
}

function placed(before: Calm, standings: readonly Standing[], now_ms: number): Place[] {
  const now = new Map(standings.map(({ id, urgency }) => [id, urgency]));
  const known = new Set(before.places.map(({ id }) => id));
  const first = before.places.length === 0;
  const kept = before.places.map((place) => settled(place, now.get(place.id) ?? 0, now_ms));
  const fresh = standings
    .filter(({ id }) => !known.has(id))
    .map(({ id, urgency }) => ({ id, level: first ? urgency : 0, wish: urgency, since_ms: now_ms }));
  return [...kept, ...fresh];
}

function settled(place: Place, urgency: number, now_ms: number): Place {
  const since_ms = urgency === place.wish ? place.since_ms : now_ms;
  const lasted_ms = now_ms - since_ms;
  const due = lasted_ms >= (urgency > place.level ? RISES_AFTER_MS : SINKS_AFTER_MS);
  const level = urgency !== place.level && due ? urgency : place.level;
  return { id: place.id, level, wish: urgency, since_ms };
}

/** Sorting is stable: inside a level everybody keeps their place. */
function ordered(places: readonly Place[], standings: readonly Standing[]): Place[] {
  const there = new Set(standings.map(({ id }) => id));
  return places.filter(({ id }) => there.has(id)).sort((a, b) => b.level - a.level);
}

/** Who stands higher in `wanted` than now, though something needs a look there. */
function rising(places: readonly Place[], wanted: readonly Place[]): string[] {
  const was = new Map(places.map(({ id }, index) => [id, index]));
  return wanted.filter(({ id, level }, index) => level > 0 && index < (was.get(id) ?? 0)).map(({ id }) => id);
}

function inOrder(places: readonly Place[], wanted: readonly Place[], now_ms: number, first: boolean): Calm {
  return {
    places: wanted,
    moved_ms: first ? -MOVES_EVERY_MS : now_ms,
    risen: first ? [] : rising(places, wanted),
    n_waiting: 0,
  };
}
