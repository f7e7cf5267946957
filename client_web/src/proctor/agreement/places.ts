/// Where values lie on the axis of a plot, and which marks the axis carries. Pure.

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A value's place on an axis of `length`; what lies outside of the range stands at its edge. */
export function placed(value: number, { min, max }: Range, length: number): number {
  const inside = Math.min(Math.max(value, min), max);
  return ((inside - min) / (max - min)) * length;
}

/** Five marks, edges included. */
export const marksOf = ({ min, max }: Range): readonly number[] =>
  [0, 1, 2, 3, 4].map((step) => min + ((max - min) * step) / 4);
