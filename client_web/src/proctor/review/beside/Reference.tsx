/// The candidate as the device check showed them, or the recording at first, beside the moment the player shows.
import { useState } from 'react';
import { formatDuration } from '../../../shared';
import type { Player } from '../player';
import css from './Beside.module.css';
import { Picture } from './Picture';
import { useBesideText } from './texts';
import { type Pictures, usePicture } from './useThumbnails';

/** A camera needs a moment to find the light. */
const SETTLED_S = 4;

interface ReferenceProps {
  readonly reviewId: string;
  readonly player: Player;
  readonly pictures: Pictures;
}

export function Reference({ reviewId, player, pictures }: ReferenceProps) {
  const t = useBesideText();
  const [none, setNone] = useState(false);
  if (none) return <FirstFrame player={player} pictures={pictures} />;
  return (
    <figure className={css.side} data-testid="reference" data-of="device-check">
      <img
        className={css.picture}
        src={`/api/proctor/reviews/${reviewId}/enrolment`}
        alt={t('enrolment')}
        onError={() => setNone(true)}
      />
      <figcaption>{t('enrolment')}</figcaption>
    </figure>
  );
}

/** No picture of the check was kept: the recording's own beginning. */
function FirstFrame({ player, pictures }: Omit<ReferenceProps, 'reviewId'>) {
  const t = useBesideText();
  const first = player.timeline.parts[0];
  const at_s = first ? first.t0_s + Math.min(SETTLED_S, first.duration_s / 2) : null;
  const picture = usePicture(pictures, at_s);
  if (at_s === null) return null;
  const time = formatDuration(at_s);
  return (
    <figure className={css.side} data-testid="reference" data-of="first-frame" data-there={picture !== null}>
      {picture ? (
        <Picture picture={picture} className={css.picture} label={t('reference', { time })} />
      ) : (
        <span className={css.picture} />
      )}
      <figcaption>{t('reference', { time })}</figcaption>
    </figure>
  );
}
