/// When a senior's new decision is complete, and whether it changes anything.
import { SHORTEST_REASON } from '../progress';
import type { Review } from '../types';

export type Outcome = 'no_violation' | 'violation' | 'void';

export interface Draft {
  readonly outcome: Outcome | null;
  readonly rule_id: string | null;
  readonly grounds: string;
}

/** What still lacks; `same`: the draft decides what is decided already. */
export function lacking(draft: Draft, now: Review['decision']): 'missing' | 'same' | null {
  const rule_id = draft.outcome === 'violation' ? draft.rule_id : null;
  if (draft.outcome === null || (draft.outcome === 'violation' && rule_id === null)) return 'missing';
  if (now && draft.outcome === now.outcome && rule_id === (now.rule?.id ?? null)) return 'same';
  return draft.grounds.trim().length < SHORTEST_REASON ? 'missing' : null;
}
