/// How an import's states and its parts' ends are coloured; the words alone say it all.
import type { Tone } from '../../../staff/ui/Badge';
import type { ImportJob, PartStatus } from '../queries/imports';

export const STATE_TONES: Readonly<Record<ImportJob['state'], Tone>> = {
  reading: 'busy',
  ready: 'look',
  committing: 'busy',
  done: 'good',
  cancelled: 'calm',
  failed: 'late',
};

export const PART_TONES: Readonly<Record<PartStatus, Tone>> = {
  imported: 'good',
  needs_review: 'look',
  unsupported: 'calm',
  rejected: 'late',
};

export const PART_STATUSES: readonly PartStatus[] = ['imported', 'needs_review', 'unsupported', 'rejected'];
