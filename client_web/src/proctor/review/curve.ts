/// The shape of a deciding measure's curve: where its points, its span and its threshold lie in a picture.
import { comparable } from './sentence';
import type { Incident } from './types';

export interface CurveShape {
  /** SVG path of the curve. */
  readonly path: string;
  readonly threshold_y: number;
  readonly span: { readonly x: number; readonly width: number };
  readonly from_s: number;
  readonly to_s: number;
  readonly min: number;
  readonly max: number;
}

/** Neighbouring points farther apart than this belong to a gap: no line is drawn across. */
const LONGEST_STEP_S = 2;

/** Fit the curve into `width` × `height`; null with fewer than two points. */
export function curveShape(
  incident: Pick<Incident, 't0_s' | 't1_s' | 'measure' | 'threshold' | 'curve'>,
  width: number,
  height: number,
): CurveShape | null {
  const points = incident.curve.map(({ at_s, value }) => ({ at_s, value: comparable(incident, value) }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.at_s <= first.at_s) return null;
  const threshold = comparable(incident, incident.threshold);
  const values = [...points.map(({ value }) => value), threshold];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const x = (at_s: number) =>
    (Math.min(Math.max(at_s, first.at_s), last.at_s) - first.at_s) * (width / (last.at_s - first.at_s));
  const y = (value: number) => height - ((value - min) / (max - min || 1)) * height;
  const draw = ({ at_s, value }: (typeof points)[number], index: number) => {
    const before = points[index - 1];
    const joined = before !== undefined && at_s - before.at_s <= LONGEST_STEP_S;
    return `${joined ? 'L' : 'M'}${x(at_s).toFixed(1)} ${y(value).toFixed(1)}`;
  };
  return {
    path: points.map(draw).join(''),
    threshold_y: y(threshold),
    span: { x: x(incident.t0_s), width: Math.max(x(incident.t1_s) - x(incident.t0_s), 1) },
    from_s: first.at_s,
    to_s: last.at_s,
    min: Math.min(...points.map(({ value }) => value)),
    max: Math.max(...points.map(({ value }) => value)),
  };
}
