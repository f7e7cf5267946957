/// A friendly word on what the guard kept from happening; it goes by itself.
import { useEffect, useState } from 'react';
import type { RunningSnapshot } from '../attempt/RunningAttempt';
import css from '../test/TestRoom.module.css';
import { useGuardText } from './texts';

const SHOWN_MS = 8000;

export function GuardNotice({ blocked }: { readonly blocked: RunningSnapshot['blocked'] }) {
  const t = useGuardText();
  const number = blocked?.number ?? 0;
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (number === 0) return;
    setShown(number);
    const timer = setTimeout(() => setShown(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [number]);
  return (
    <div role="status" className={css.notices}>
      {blocked && shown > 0 && (
        <div className={css.notice} data-testid="guard-notice" data-what={blocked.what}>
          <p>{t(blocked.what)}</p>
        </div>
      )}
    </div>
  );
}
