// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { curveShape } from './curve';
import { incident } from './samples';

const points = (...pairs: [number, number][]) => pairs.map(([at_s, value]) => ({ at_s, value }));

describe('curveShape', () => {
  const shape = curveShape(
    incident({
      t0_s: 2,
      t1_s: 4,
      measure: 'luma',
      threshold: 50,
      curve: points([0, 0], [2, 100], [4, 100], [5, 0]),
    }),
    500,
    100,
  );

  it('fills the picture from the first to the last point', () => {
    expect(shape?.path).toBe('M0.0 100.0L200.0 0.0L400.0 0.0L500.0 100.0');
  });

  it('places threshold and span', () => {
    expect(shape?.threshold_y).toBe(50);
    expect(shape?.span).toEqual({ x: 200, width: 200 });
    expect([shape?.min, shape?.max]).toEqual([0, 100]);
  });

  it('draws no line across a gap', () => {
    const broken = incident({ measure: 'luma', curve: points([0, 1], [1, 1], [9, 1]) });
    expect(curveShape(broken, 90, 10)?.path.match(/M/g)).toHaveLength(2);
  });

  it('keeps a threshold outside of all values in the picture', () => {
    const calm = incident({ measure: 'luma', threshold: 200, curve: points([0, 10], [1, 20]) });
    expect(curveShape(calm, 10, 100)?.threshold_y).toBe(0);
  });

  it.each([[points()], [points([3, 1])], [points([3, 1], [3, 2])]])('has none for %j', (curve) => {
    expect(curveShape(incident({ curve }), 100, 100)).toBeNull();
  });
});
