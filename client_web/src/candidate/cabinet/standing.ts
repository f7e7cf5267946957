/// How an attempt stands for its candidate right now.
import type { AttemptSummary } from '../data';

export type Standing = 'early' | 'open' | 'missed' | 'running' | 'awaiting' | 'released';

/** Tell the standing by the state and, before the start, by the half-open window `[opens, closes)`. */
export function standingOf(attempt: AttemptSummary): Standing {
  switch (attempt.state) {
    case 'running':
      return 'running';
    case 'closed':
      return 'awaiting';
    case 'released':
      return 'released';
    case 'assigned':
    case 'consented':
    case 'checked': {
      const now = Date.parse(attempt.server_now);
      if (now < Date.parse(attempt.window_opens_at)) return 'early';
      return now < Date.parse(attempt.window_closes_at) ? 'open' : 'missed';
    }
  }
}
