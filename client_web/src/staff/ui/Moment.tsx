/// An instant as people read it: Astana's time, with the machine's form behind it.
import { formatDateTime, formatTime, useLanguage } from '../../shared';
import { daysAhead } from '../astana';
import { useStaff } from '../texts';

const NEAR_DAYS = { '-1': 'time.yesterday', '0': 'time.today', '1': 'time.tomorrow' } as const;

/** `now` makes yesterday, today and tomorrow words. */
export function Moment({ at, now }: { readonly at: string; readonly now?: Date }) {
  const t = useStaff();
  const { language } = useLanguage();
  const days = now ? String(daysAhead(now, new Date(at))) : '';
  const near = days in NEAR_DAYS ? NEAR_DAYS[days as keyof typeof NEAR_DAYS] : null;
  return <time dateTime={at}>{near ? t(near, { time: formatTime(at) }) : formatDateTime(at, language)}</time>;
}
