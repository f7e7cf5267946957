/// The candidate as the recording first showed them, beside the moment that the player shows.
import { formatDuration } from '../../../shared';
import type { Player } from '../player';
import css from './Beside.module.css';
import { Picture } from './Picture';
import { useBesideText } from './texts';
import { type Pictures, usePicture } from './useThumbnails';

/** A camera needs a moment to find the light. */
const SETTLED_S = 4;

export function Reference({ player, pictures }: { readonly player: Player; readonly pictures: Pictures }) {
  const t = useBesideText();
  const first = player.timeline.parts[0];
  const at_s = first ? first.t0_s + Math.min(SETTLED_S, first.duration_s / 2) : null;
  const picture = usePicture(pictures, at_s);
  if (at_s === null) return null;
  const time = formatDuration(at_s);
  return (
    <figure className={css.side} data-testid="reference" data-there={picture !== null}>
      {picture ? (
        <Picture picture={picture} className={css.picture} label={t('reference', { time })} />
      ) : (
        <span className={css.picture} />
      )}
      <figcaption>{t('reference', { time })}</figcaption>
    </figure>
  );
}
