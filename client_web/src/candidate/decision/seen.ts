/// What was seen in an event that is held against somebody: one sentence, which accuses nobody.
import type { Schemas, Translate } from '../../shared';
import type kk from './texts/kk';

export type HeldIncident = Schemas['HeldIncidentView'];

export function whatWasSeen(
  t: Translate<typeof kk>,
  { type, direction, t0_s, t1_s }: Pick<HeldIncident, 'type' | 'direction' | 't0_s' | 't1_s'>,
): string {
  const seconds = Math.max(Math.round(t1_s - t0_s), 1);
  if (type === 'turned' && direction !== null) return t(`seen.turned.${direction}`, { seconds });
  return t(`seen.${type}`, { seconds });
}
