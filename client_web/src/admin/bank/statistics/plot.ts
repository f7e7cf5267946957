/// Where points and axis marks lie in a plot. Pure.

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const rangeOf = (values: readonly number[]): Range => ({
  min: Math.min(...values),
  max: Math.max(...values),
});

/** A value's place on an axis of `length`, from its beginning. */
export function placed(value: number, { min, max }: Range, length: number): number {
  return max === min ? length / 2 : ((value - min) / (max - min)) * length;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** SVG path through points, in order. */
export const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Three to seven round marks that span a range: steps of 1, 2 or 5 times a power of ten. */
export function marksOf({ min, max }: Range): number[] {
  if (!(max > min)) return [min];
  const rough = (max - min) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
