/// What is still missing before a review can be decided, and whether a decision is complete.
import type { Incident, Review } from './types';

/** The server asks for this much when no confirmed incident carries the rule. */
export const SHORTEST_REASON = 20;

export type Obstacle =
  | 'notClaimed'
  | 'analysisPending'
  | 'incidentsUndecided'
  | 'outcomeMissing'
  | 'ruleMissing'
  | 'reasonMissing'
  | 'reasonShort';

export interface DraftDecision {
  readonly outcome: 'no_violation' | 'violation' | 'void' | null;
  readonly rule_id: string | null;
  readonly reason: string;
}

export const undecided = <T extends Pick<Incident, 'verdict'>>(incidents: readonly T[]): T[] =>
  incidents.filter((incident) => incident.verdict === null);

export const isConfirmedFor = (
  incidents: readonly Pick<Incident, 'verdict' | 'rule_id'>[],
  rule_id: string,
): boolean => incidents.some((incident) => incident.verdict === 'confirmed' && incident.rule_id === rule_id);

/** List what stands between the draft and a signature, in the order a person meets it. */
export function obstacles(
  review: Pick<Review, 'claimed_by_me' | 'analysis_pending' | 'incidents'>,
  draft: DraftDecision,
): Obstacle[] {
  const found: Obstacle[] = [];
  if (!review.claimed_by_me) found.push('notClaimed');
  if (review.analysis_pending) found.push('analysisPending');
  if (undecided(review.incidents).length > 0) found.push('incidentsUndecided');
  if (draft.outcome === null) found.push('outcomeMissing');
  if (draft.outcome === 'violation') found.push(...violationObstacles(review.incidents, draft));
  if (draft.outcome === 'void' && draft.reason.trim() === '') found.push('reasonMissing');
  return found;
}

function violationObstacles(incidents: readonly Incident[], draft: DraftDecision): Obstacle[] {
  if (draft.rule_id === null) return ['ruleMissing'];
  const n_signs = draft.reason.trim().length;
  if (n_signs === 0) return ['reasonMissing'];
  return n_signs < SHORTEST_REASON && !isConfirmedFor(incidents, draft.rule_id) ? ['reasonShort'] : [];
}
