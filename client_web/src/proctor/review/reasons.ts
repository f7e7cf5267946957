/// Which reasons go with which verdict; the server refuses any other (proctor_server/review/vocabulary.py).
import type { Verdict, VerdictReason } from './types';

export const REASONS: Readonly<Record<Verdict, readonly VerdictReason[]>> = {
  confirmed: ['clearly_seen', 'repeated', 'seen_and_heard', 'other'],
  dismissed: ['not_what_it_seems', 'too_short', 'allowed_here', 'technical_fault', 'other'],
  unclear: ['bad_picture', 'out_of_frame', 'technical_fault', 'other'],
};

/** Every reason once, in the order of the verdicts. */
export const ALL_REASONS: readonly VerdictReason[] = [...new Set(Object.values(REASONS).flat())];
