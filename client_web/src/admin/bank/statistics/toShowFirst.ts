/// Which programme's figures are shown before one is chosen. Pure.
import type { Sittings } from '../queries/statistics';

/** The programme sat most often; where none was sat, the first there is; '' without programmes. */
export function toShowFirst(
  programmes: readonly { readonly id: string }[],
  sittings: readonly Sittings[],
): string {
  const known = new Set(programmes.map(({ id }) => id));
  const sat = sittings.filter(({ programme_id, n }) => n > 0 && known.has(programme_id));
  const most = sat.reduce<Sittings | null>((best, one) => (best && best.n >= one.n ? best : one), null);
  return most?.programme_id ?? programmes[0]?.id ?? '';
}
