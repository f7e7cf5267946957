/// How loud the microphone is right now.
import { useText } from '../texts';
import css from './DeviceCheckPage.module.css';
import { HEARD_DB } from './verdicts';

const QUIETEST_DB = -70;

export function LevelMeter({ db }: { readonly db: number }) {
  const t = useText();
  const share = (value: number) => Math.max(0, Math.min(1, (value - QUIETEST_DB) / -QUIETEST_DB));
  return (
    <div>
      <div className={css.meter_label}>{t('check.level')}</div>
      <div
        className={css.meter}
        role="meter"
        aria-label={t('check.level')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share(db) * 100)}
        data-testid="microphone-level"
      >
        <span
          className={css.level}
          data-heard={db >= HEARD_DB}
          style={{ inlineSize: `${share(db) * 100}%` }}
        />
        <span className={css.threshold} style={{ insetInlineStart: `${share(HEARD_DB) * 100}%` }} />
      </div>
    </div>
  );
}
