/// Which pixel of the timeline a second of the attempt has, and the other way round.

export interface TimeScale {
  readonly from_s: number;
  readonly to_s: number;
  readonly width_px: number;
}

export interface Bar {
  readonly x_px: number;
  readonly width_px: number;
}

/** A bar is never thinner than this, so that a one-second incident in 55 minutes can be seen and hit. */
export const THINNEST_BAR_PX = 6;

/** The closest zoom shows this much. */
export const SHORTEST_WINDOW_S = 10;

const TICK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;
const ROOMY_TICK_PX = 72;

export const wholeScale = (duration_s: number, width_px: number): TimeScale => ({
  from_s: 0,
  to_s: Math.max(duration_s, 1),
  width_px,
});

export const secondsPerPixel = (scale: TimeScale): number =>
  (scale.to_s - scale.from_s) / Math.max(scale.width_px, 1);

export const toPx = (scale: TimeScale, at_s: number): number =>
  (at_s - scale.from_s) / secondsPerPixel(scale);

/** Tell the second under pixel `x_px`, kept inside the window. */
export const toSeconds = (scale: TimeScale, x_px: number): number =>
  Math.min(Math.max(scale.from_s + x_px * secondsPerPixel(scale), scale.from_s), scale.to_s);

/** Lay out a span as a bar inside the window, or null when it lies outside of it. */
export function barOf(
  scale: TimeScale,
  span: { t0_s: number; t1_s: number },
  thinnest_px = THINNEST_BAR_PX,
): Bar | null {
  if (span.t1_s < scale.from_s || span.t0_s > scale.to_s) return null;
  const left_px = Math.max(toPx(scale, span.t0_s), 0);
  const right_px = Math.min(toPx(scale, span.t1_s), scale.width_px);
  const width_px = Math.min(Math.max(right_px - left_px, thinnest_px), scale.width_px);
  return { x_px: Math.min(left_px, scale.width_px - width_px), width_px };
}

/** Choose round seconds to mark, far enough apart for their labels. */
export function ticks(scale: TimeScale): number[] {
  const wanted_s = secondsPerPixel(scale) * ROOMY_TICK_PX;
  const step_s = TICK_STEPS_S.find((step) => step >= wanted_s) ?? Math.ceil(wanted_s / 3600) * 3600;
  const first_s = Math.ceil(scale.from_s / step_s) * step_s;
  const n_ticks = Math.max(Math.floor((scale.to_s - first_s) / step_s) + 1, 0);
  return Array.from({ length: n_ticks }, (_, index) => first_s + index * step_s);
}

/** Cut a window out of the attempt [0, `duration_s`] without leaving it or becoming too short. */
export function windowAround(
  duration_s: number,
  centre_s: number,
  length_s: number,
): { from_s: number; to_s: number } {
  const whole_s = Math.max(duration_s, 1);
  const kept_s = Math.min(Math.max(length_s, SHORTEST_WINDOW_S), whole_s);
  const from_s = Math.min(Math.max(centre_s - kept_s / 2, 0), whole_s - kept_s);
  return { from_s, to_s: from_s + kept_s };
}

/** Zoom on an incident: the span with as much before and after it, at least half a minute in all. */
export function windowOfSpan(
  duration_s: number,
  span: { t0_s: number; t1_s: number },
): { from_s: number; to_s: number } {
  return windowAround(duration_s, (span.t0_s + span.t1_s) / 2, Math.max((span.t1_s - span.t0_s) * 3, 30));
}

/** Zoom in (`factor` < 1) or out (> 1) with the second `anchor_s` staying in view. */
export function zoomed(
  scale: TimeScale,
  duration_s: number,
  factor: number,
  anchor_s: number,
): { from_s: number; to_s: number } {
  const length_s = (scale.to_s - scale.from_s) * factor;
  const inside_s = Math.min(Math.max(anchor_s, scale.from_s), scale.to_s);
  const share = (inside_s - scale.from_s) / (scale.to_s - scale.from_s);
  return windowAround(duration_s, inside_s + (0.5 - share) * length_s, length_s);
}
