/// Tells, politely and at once, that time was added to the running block and when it ends now.
import { useEffect, useRef, useState } from 'react';
import { formatTime } from '../../shared';
import type { BlockView } from '../data';
import css from '../test/TestRoom.module.css';
import { addedMinutes } from './course';
import { useBlockText } from './texts';

const SHOWN_MS = 60_000;

export function ExtraTimeNotice({ block }: { readonly block: BlockView }) {
  const t = useBlockText();
  const before = useRef(block);
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    const added = addedMinutes(before.current, block);
    before.current = block;
    if (added !== null) setMinutes(added);
  }, [block]);
  useEffect(() => {
    if (minutes === null) return;
    const timer = setTimeout(() => setMinutes(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [minutes]);
  return (
    <div role="status" className={css.notices}>
      {minutes !== null && block.deadline_at !== null && (
        <div className={css.notice} data-testid="extra-time" data-minutes={minutes}>
          <p>{t('extra.added', { count: minutes, time: formatTime(block.deadline_at) })}</p>
        </div>
      )}
    </div>
  );
}
