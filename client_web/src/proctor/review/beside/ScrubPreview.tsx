/// The picture under the pointer while it moves over the time line.
import { formatDuration } from '../../../shared';
import css from './Beside.module.css';
import { Picture } from './Picture';
import { useBesideText } from './texts';
import { type Pictures, usePicture } from './useThumbnails';

const WIDTH_PX = 160;

interface ScrubPreviewProps {
  readonly pictures: Pictures;
  readonly at_s: number;
  readonly x_px: number;
  /** Of the time line: the picture stays inside. */
  readonly width_px: number;
}

export function ScrubPreview({ pictures, at_s, x_px, width_px }: ScrubPreviewProps) {
  const t = useBesideText();
  const picture = usePicture(pictures, at_s);
  const left_px = Math.min(Math.max(x_px - WIDTH_PX / 2, 0), Math.max(width_px - WIDTH_PX, 0));
  const time = formatDuration(at_s);
  return (
    <div className={css.preview} style={{ left: left_px }} aria-hidden data-testid="scrub-preview">
      {picture ? (
        <Picture picture={picture} className={css.small} label={t('moment', { time })} />
      ) : (
        <span className={css.empty} />
      )}
      <span>{time}</span>
    </div>
  );
}
