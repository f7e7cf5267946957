/// How dates, times and numbers read in each language. Chrome has no Kazakh data: the tables are our own.
import type { Language } from './language';

/** Astana time. All windows and deadlines of the programmes are given in it. */
export const ASTANA = 'Asia/Almaty';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  kk: ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'],
  ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

export type Instant = Date | string | number;

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** 0 is Monday. */
  readonly weekday: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, found);
  }
  return found;
}

function wallClock(instant: Instant, zone: string): WallClock {
  const parts = new Map(
    formatter(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '00';
  const [year, month, day] = [Number(part('year')), Number(part('month')), Number(part('day'))];
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
  return { year, month, day, hour: part('hour'), minute: part('minute'), second: part('second'), weekday };
}

function dateOf(clock: WallClock, language: Language, withYear: boolean): string {
  const month = MONTHS[language][clock.month - 1] ?? '';
  if (language === 'kk') {
    return withYear ? `${clock.year} жылғы ${clock.day} ${month}` : `${clock.day} ${month}`;
  }
  if (!withYear) return `${clock.day} ${month}`;
  return language === 'ru' ? `${clock.day} ${month} ${clock.year} г.` : `${clock.day} ${month} ${clock.year}`;
}

/** "2026 жылғы 21 қараша" / "21 ноября 2026 г." / "21 November 2026". */
export function formatDate(instant: Instant, language: Language, zone: string = ASTANA): string {
  return dateOf(wallClock(instant, zone), language, true);
}

/** "21 қараша, сенбі" / "21 ноября, суббота" / "21 November, Saturday". */
export function formatDayOfWeek(instant: Instant, language: Language, zone: string = ASTANA): string {
  const clock = wallClock(instant, zone);
  return `${dateOf(clock, language, false)}, ${WEEKDAYS[language][clock.weekday] ?? ''}`;
}

/** "14:05". */
export function formatTime(instant: Instant, zone: string = ASTANA): string {
  const { hour, minute } = wallClock(instant, zone);
  return `${hour}:${minute}`;
}

/** "14:05:09". */
export function formatTimeWithSeconds(instant: Instant, zone: string = ASTANA): string {
  const { hour, minute, second } = wallClock(instant, zone);
  return `${hour}:${minute}:${second}`;
}

/** "2026 жылғы 21 қараша, 14:05". */
export function formatDateTime(instant: Instant, language: Language, zone: string = ASTANA): string {
  return `${formatDate(instant, language, zone)}, ${formatTime(instant, zone)}`;
}

const DAY_MS = 86_400_000;
const WHOLE_DAY: Readonly<Record<Language, string>> = {
  kk: 'тәулік бойы кез келген уақытта',
  ru: 'в любое время суток',
  en: 'at any time of the day',
};

/** Whether a window is one whole day by the clock of `zone`, from midnight to midnight. */
function isWholeDay(opens: Instant, closes: Instant, zone: string): boolean {
  const length_ms = new Date(closes).getTime() - new Date(opens).getTime();
  return length_ms === DAY_MS && formatTime(opens, zone) === '00:00';
}

/** "09:00–18:30", or "в любое время суток" of a whole day; the day itself is told elsewhere. */
export function formatHours(
  opens: Instant,
  closes: Instant,
  language: Language,
  zone: string = ASTANA,
): string {
  if (isWholeDay(opens, closes, zone)) return WHOLE_DAY[language];
  return `${formatTime(opens, zone)}–${formatTime(closes, zone)}`;
}

/** "21 ноября 2026 г., 09:00–18:30" when both lie on one day or make one whole day, else both in full. */
export function formatWindow(
  opens: Instant,
  closes: Instant,
  language: Language,
  zone: string = ASTANA,
): string {
  const day = formatDate(opens, language, zone);
  if (day === formatDate(closes, language, zone) || isWholeDay(opens, closes, zone)) {
    return `${day}, ${formatHours(opens, closes, language, zone)}`;
  }
  return `${formatDateTime(opens, language, zone)} – ${formatDateTime(closes, language, zone)}`;
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the wall clock of `zone` differs from Astana's at `instant`. */
export function differsFromAstana(instant: Instant, zone: string = ownZone()): boolean {
  return formatDateTime(instant, 'ru', zone) !== formatDateTime(instant, 'ru', ASTANA);
}

/** Seconds as "5:09" or "1:02:09"; never below zero. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const pad = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** Numbers: Kazakh follows the Russian form (space for thousands, comma for decimals). */
export function formatNumber(value: number, language: Language, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-RU', { maximumFractionDigits }).format(
    value,
  );
}
