/// Which rows the timeline has, and what stands in each.
import { INCIDENT_TYPES } from './types';
import type { Incident, IncidentType } from './types';
import { barOf, type Bar, type TimeScale } from './timeScale';

export interface PlacedIncident {
  readonly incident: Incident;
  /** 1-based place in the list of incidents, what a person calls it by. */
  readonly number: number;
}

export interface Lane {
  readonly type: IncidentType;
  readonly placed: readonly PlacedIncident[];
}

/** Put incidents in time order and number them: the order of the list and of next / previous. */
export function numbered(incidents: readonly Incident[]): PlacedIncident[] {
  return [...incidents]
    .sort((a, b) => a.t0_s - b.t0_s || a.t1_s - b.t1_s || (a.id < b.id ? -1 : 1))
    .map((incident, index) => ({ incident, number: index + 1 }));
}

/** Give each type that occurs a row of its own, always in the same order. */
export function lanesOf(placed: readonly PlacedIncident[]): Lane[] {
  return INCIDENT_TYPES.map((type) => ({
    type,
    placed: placed.filter(({ incident }) => incident.type === type),
  })).filter((lane) => lane.placed.length > 0);
}

export interface LaneBar extends Bar {
  readonly placed: PlacedIncident;
}

/** Lay out a row inside the window. */
export function barsOf(lane: Lane, scale: TimeScale): LaneBar[] {
  return lane.placed.flatMap((placed) => {
    const bar = barOf(scale, placed.incident);
    return bar ? [{ ...bar, placed }] : [];
  });
}

/** Tell the incident to go to from `at_s`: the next one by time (+1) or the one before (−1). */
export function neighbour(
  placed: readonly PlacedIncident[],
  current: string | null,
  at_s: number,
  by: 1 | -1,
): PlacedIncident | null {
  const index = placed.findIndex(({ incident }) => incident.id === current);
  if (index >= 0) return placed[index + by] ?? null;
  if (by === 1) return placed.find(({ incident }) => incident.t0_s >= at_s) ?? null;
  return placed.findLast(({ incident }) => incident.t0_s < at_s) ?? null;
}
