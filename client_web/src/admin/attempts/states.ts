/// The states of an attempt, in the order it goes through them.
import type { Schemas } from '../../shared';

export type AttemptState = Schemas['AttemptStateName'];

export const ATTEMPT_STATES: readonly AttemptState[] = [
  'assigned',
  'consented',
  'checked',
  'running',
  'closed',
  'released',
];

/** Whether time can be added: before the start and during, never after the end. */
export const takesTime = (state: AttemptState): boolean => state !== 'closed' && state !== 'released';
