/// The time left: shown always, said aloud only at its marks.
import { useEffect, useRef, useState } from 'react';
import { formatDuration } from '../../shared';
import { announcedMinute } from './announcements';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

const SOON_MS = 5 * 60_000;

interface CountdownProps {
  /** Milliseconds; null before the time is known. */
  readonly left: number | null;
  /** Whether the server told the time, or an earlier load of the page left it. */
  readonly confirmed: boolean;
}

export function Countdown({ left, confirmed }: CountdownProps) {
  const t = useTestText();
  const before = useRef<number | null>(null);
  const [minute, setMinute] = useState<number | null>(null);
  useEffect(() => {
    if (left === null) return;
    const passed = before.current === null ? null : announcedMinute(before.current, left);
    if (passed !== null) setMinute(passed);
    before.current = left;
  }, [left]);
  return (
    <div className={css.time} data-soon={left !== null && left <= SOON_MS}>
      <span className={css.time_label} id="time-label">
        {t('test.time_left')}
      </span>
      <span
        role="timer"
        aria-live="off"
        aria-labelledby="time-label"
        className={css.timer}
        data-testid="timer"
      >
        {left === null ? '–' : `${confirmed ? '' : '≈ '}${formatDuration(Math.ceil(left / 1000))}`}
      </span>
      <span role="status" className="visually-hidden" data-testid="time-status">
        {minute !== null && t('test.minutes_left', { count: minute })}
      </span>
    </div>
  );
}
