/// Made-up review material that the tests of this folder share.
import type { Incident } from './types';

export function incident(more: Partial<Incident> = {}): Incident {
  return {
    id: 'incident',
    type: 'turned',
    rule_id: 'turned_away',
    t0_s: 60,
    t1_s: 66,
    direction: 'left',
    sub: null,
    confidence: 0.9,
    measure: 'yaw_deg',
    threshold: 38,
    curve: [],
    still_url: null,
    stills: [],
    open: false,
    verdict: null,
    verdict_reason: null,
    note: '',
    ...more,
  };
}
