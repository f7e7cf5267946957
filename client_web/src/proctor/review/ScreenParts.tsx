/// What the candidate's screen showed, file by file, where the programme asked for it.
import { formatDuration } from '../../shared';
import { useLiveText } from '../live/texts';
import css from './ScreenParts.module.css';
import type { Review } from './types';

export function ScreenParts({ parts }: { readonly parts: Review['parts'] }) {
  const t = useLiveText();
  const screens = parts.filter(({ kind }) => kind === 'screen');
  if (screens.length === 0) return null;
  return (
    <details className={css.screens} data-testid="screen-parts">
      <summary>{t('screen_parts')}</summary>
      {screens.map((part) => (
        <figure key={part.id} className={css.screen}>
          <video src={part.url} controls preload="none" muted playsInline />
          <figcaption>
            {t('screen_part', {
              from: formatDuration(Math.max(part.t0_s, 0)),
              to: formatDuration(part.t0_s + part.duration_s),
            })}
          </figcaption>
        </figure>
      ))}
    </details>
  );
}
