/// How far an intervention has come, in words.
import { formatTimeWithSeconds } from '../../../shared';
import type { Intervention } from '../wall';
import type { ActText } from './texts';

export function statusInWords(t: ActText, { kind, shown_at, seen_at }: Intervention): string {
  if (seen_at !== null) return t('seenAt', { time: formatTimeWithSeconds(seen_at) });
  if (shown_at === null) return t('sent');
  const time = formatTimeWithSeconds(shown_at);
  return kind === 'message' || kind === 'show_room' ? t('shownAt', { time }) : t('takenAt', { time });
}
