/// The curve of the measure that decided, with its threshold and the event's span.
import { formatDuration, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import css from './CurveChart.module.css';
import { curveShape } from './curve';
import { measured, measureName } from './sentence';
import type { Incident } from './types';

const WIDTH = 360;
const HEIGHT = 72;

export function CurveChart({ incident }: { readonly incident: Incident }) {
  const t = useStaff();
  const { language } = useLanguage();
  const shape = curveShape(incident, WIDTH, HEIGHT);
  if (!shape) return null;
  const number = (value: number) => measured(value, language);
  const measure = measureName(t, incident.measure);
  const threshold = number(Math.abs(incident.threshold));
  const label = t('curve.label', {
    measure,
    from: formatDuration(shape.from_s),
    to: formatDuration(shape.to_s),
    min: number(shape.min),
    max: number(shape.max),
    threshold,
  });
  return (
    <figure className={css.curve}>
      <figcaption>
        {measure} <span className={css.key}>{t('curve.threshold', { threshold })}</span>
      </figcaption>
      <svg
        viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`}
        role="img"
        aria-label={label}
        preserveAspectRatio="none"
      >
        <rect className={css.span} x={shape.span.x} width={shape.span.width} y={-4} height={HEIGHT + 8} />
        <line className={css.threshold} x1={0} x2={WIDTH} y1={shape.threshold_y} y2={shape.threshold_y} />
        <path className={css.line} d={shape.path} />
      </svg>
      <div className={css.axis} aria-hidden>
        <span>{formatDuration(shape.from_s)}</span>
        <span>
          {number(shape.min)} … {number(shape.max)}
        </span>
        <span>{formatDuration(shape.to_s)}</span>
      </div>
    </figure>
  );
}
