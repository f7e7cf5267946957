/// The calm order for components: fed with each answer of the server, kept still while the wall is held.
import { useEffect, useState } from 'react';
import { arranged, type Calm, calmed, EMPTY, type Standing } from './calm';
import type { TileView } from './wall';

export interface CalmOrder {
  readonly order: readonly string[];
  readonly risen: readonly string[];
  readonly n_waiting: number;
  readonly arrange: () => void;
}

export function useCalmOrder(views: readonly TileView[], now_ms: number, held: boolean): CalmOrder {
  const standings: Standing[] = views.map(({ id, urgency }) => ({ id, urgency }));
  const [calm, setCalm] = useState<Calm>(() => calmed(EMPTY, standings, now_ms, false));
  const description = JSON.stringify(standings);
  useEffect(() => {
    const now = JSON.parse(description) as Standing[];
    setCalm((before) => calmed(before, now, now_ms, held));
  }, [description, now_ms, held]);
  return {
    order: calm.places.map(({ id }) => id),
    risen: calm.risen,
    n_waiting: calm.n_waiting,
    arrange: () => setCalm((before) => arranged(before, standings, now_ms)),
  };
}
