/// The time left: shown always, said aloud only at its marks.
import { useEffect, useRef, useState } from 'react';
import { formatDuration } from '../../shared';
import { useText } from '../texts';
import { announcedMinute } from './announcements';
import css from './TestRoom.module.css';

const SOON_MS = 5 * 60_000;

export function Countdown({ left }: { readonly left: number | null }) {
  const t = useText();
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
        {left === null ? '–' : formatDuration(Math.ceil(left / 1000))}
      </span>
      <span role="status" className="visually-hidden" data-testid="time-status">
        {minute !== null && t('test.minutes_left', { count: minute })}
      </span>
    </div>
  );
}
