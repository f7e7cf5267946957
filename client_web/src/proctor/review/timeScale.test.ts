import { describe, expect, it } from 'vitest';
import {
  barOf,
  SHORTEST_WINDOW_S,
  THINNEST_BAR_PX,
  ticks,
  toPx,
  toSeconds,
  wholeScale,
  windowAround,
  windowOfSpan,
  zoomed,
} from './timeScale';

const LEGISLATION_S = 55 * 60;

describe('pixels and seconds', () => {
  const scale = wholeScale(LEGISLATION_S, 1000);

  it('maps the ends to the ends', () => {
    expect(toPx(scale, 0)).toBe(0);
    expect(toPx(scale, LEGISLATION_S)).toBe(1000);
  });

  it('is its own inverse and stays inside', () => {
    for (const at_s of [0, 1, 1650, 3299.5]) expect(toSeconds(scale, toPx(scale, at_s))).toBeCloseTo(at_s, 6);
    expect(toSeconds(scale, -50)).toBe(0);
    expect(toSeconds(scale, 1500)).toBe(LEGISLATION_S);
  });

  it('survives an attempt without length and a timeline without width', () => {
    expect(toPx(wholeScale(0, 500), 0)).toBe(0);
    expect(Number.isFinite(toSeconds(wholeScale(0, 0), 10))).toBe(true);
  });
});

describe('bars', () => {
  const scale = wholeScale(LEGISLATION_S, 330);

  it('lays a long span out to scale', () => {
    expect(barOf(scale, { t0_s: 600, t1_s: 1200 })).toEqual({ x_px: 60, width_px: 60 });
  });

  it('never makes a short span too thin to hit', () => {
    expect(barOf(scale, { t0_s: 600, t1_s: 601 })).toEqual({ x_px: 60, width_px: THINNEST_BAR_PX });
  });

  it('keeps a thickened bar inside the timeline', () => {
    const bar = barOf(scale, { t0_s: 3299, t1_s: 3300 });
    expect((bar?.x_px ?? Infinity) + (bar?.width_px ?? 0)).toBeLessThanOrEqual(330);
  });

  it('cuts at the window and hides what lies outside', () => {
    const close = { from_s: 100, to_s: 130, width_px: 300 };
    expect(barOf(close, { t0_s: 90, t1_s: 110 })).toEqual({ x_px: 0, width_px: 100 });
    expect(barOf(close, { t0_s: 0, t1_s: 99 })).toBeNull();
    expect(barOf(close, { t0_s: 131, t1_s: 140 })).toBeNull();
  });
});

describe('ticks', () => {
  it.each([
    [1000, 0, LEGISLATION_S, 300],
    [320, 0, LEGISLATION_S, 900],
    [1000, 100, 130, 5],
    [1000, 0, 20, 2],
  ])('%d px from %d to %d s are marked every %d s', (width_px, from_s, to_s, step_s) => {
    const marks = ticks({ from_s, to_s, width_px });
    expect(marks.length).toBeGreaterThan(1);
    expect((marks[1] ?? 0) - (marks[0] ?? 0)).toBe(step_s);
    expect(marks.every((mark) => mark >= from_s && mark <= to_s && mark % step_s === 0)).toBe(true);
  });
});

describe('zoom', () => {
  it('shows an incident with as much before and after', () => {
    expect(windowOfSpan(LEGISLATION_S, { t0_s: 100, t1_s: 120 })).toEqual({ from_s: 80, to_s: 140 });
  });

  it('never leaves the attempt', () => {
    expect(windowOfSpan(LEGISLATION_S, { t0_s: 0, t1_s: 2 })).toEqual({ from_s: 0, to_s: 30 });
    expect(windowOfSpan(LEGISLATION_S, { t0_s: 3298, t1_s: 3300 })).toEqual({ from_s: 3270, to_s: 3300 });
    expect(windowAround(20, 10, 500)).toEqual({ from_s: 0, to_s: 20 });
  });

  it('goes no closer than the shortest window', () => {
    const { from_s, to_s } = windowAround(LEGISLATION_S, 500, 0.1);
    expect(to_s - from_s).toBe(SHORTEST_WINDOW_S);
  });

  it('keeps the second under the pointer where it is', () => {
    const scale = { from_s: 1000, to_s: 2000, width_px: 1000 };
    const closer = { ...zoomed(scale, LEGISLATION_S, 0.5, 1250), width_px: 1000 };
    expect(toPx(closer, 1250)).toBeCloseTo(toPx(scale, 1250), 6);
  });
});
