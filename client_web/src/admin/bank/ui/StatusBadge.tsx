/// Where a version of an item stands on its way.
import { Badge, type Tone } from '../../../staff/ui/Badge';
import { useBank } from '../texts';
import type { ItemStatus } from '../types';

const TONES: Readonly<Record<ItemStatus, Tone>> = {
  draft: 'calm',
  review: 'look',
  pilot: 'busy',
  active: 'good',
  suspended: 'late',
  retired: 'calm',
};

export function StatusBadge({ status }: { readonly status: ItemStatus }) {
  const t = useBank();
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}
