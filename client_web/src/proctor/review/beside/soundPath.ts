/// The curve of loudness as a path of the time line.
import { type TimeScale, toPx } from '../timeScale';
import type { Sound } from './data';

/** From a quiet room to full scale. */
const [QUIET_DB, LOUD_DB] = [-70, 0];

/** Share of the height at a level, 0 to 1. */
export const heightOf = (level_db: number): number =>
  Math.min(Math.max((level_db - QUIET_DB) / (LOUD_DB - QUIET_DB), 0), 1);

/** Draw the steps inside the window as filled columns that stand on the row's foot. */
export function soundPath({ step_s, levels_db }: Sound, scale: TimeScale, height_px: number): string {
  const first = Math.max(Math.floor(scale.from_s / step_s), 0);
  const last = Math.min(Math.ceil(scale.to_s / step_s), levels_db.length);
  const columns: string[] = [];
  for (let n = first; n < last; n += 1) {
    const level = levels_db[n] ?? null;
    if (level === null) continue;
    const [x0, x1] = [toPx(scale, n * step_s), toPx(scale, (n + 1) * step_s)];
    const top = height_px * (1 - heightOf(level));
    columns.push(`M${x0.toFixed(1)} ${height_px}V${top.toFixed(1)}H${x1.toFixed(1)}V${height_px}Z`);
  }
  return columns.join('');
}
