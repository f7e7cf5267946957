import { describe, expect, it } from 'vitest';
import type { ChunkPlace } from './chunkStore';
import { planSpans } from './spans';

const START = 1_000_000;
const chunk = (no: number, runId = 'a', at = no * 2000): ChunkPlace => ({
  attemptId: 'x',
  runId,
  no,
  from: START + at - 2000,
  to: START + at,
});
const run = (from: number, to: number, runId = 'a'): ChunkPlace[] =>
  Array.from({ length: to - from + 1 }, (_, index) => chunk(from + index, runId));

describe('planSpans', () => {
  it('sends the chunks that show the gap, and one before for its keyframe', () => {
    const [span, ...more] = planSpans([{ t0_ms: 8000, t1_ms: 12_000 }], run(1, 20), START);
    expect(more).toEqual([]);
    expect(span).toMatchObject({ runId: 'a', t0_ms: 8000, t1_ms: 12_000 });
    expect(span?.nos).toEqual([3, 4, 5, 6, 7]);
  });

  it('cuts a long gap into spans of ten seconds', () => {
    const spans = planSpans([{ t0_ms: 0, t1_ms: 25_000 }], run(1, 20), START);
    expect(spans.map(({ t0_ms, t1_ms }) => [t0_ms, t1_ms])).toEqual([
      [0, 10_000],
      [10_000, 20_000],
      [20_000, 25_000],
    ]);
  });

  it('leaves out what no chunk shows', () => {
    expect(planSpans([{ t0_ms: 60_000, t1_ms: 70_000 }], run(1, 20), START)).toEqual([]);
    const [half] = planSpans([{ t0_ms: 36_000, t1_ms: 46_000 }], run(1, 20), START);
    expect(half).toMatchObject({ t0_ms: 36_000, t1_ms: 40_000 });
  });

  it('never reads over a chunk that was dropped, nor from one run into another', () => {
    const places = [...run(1, 3), ...run(5, 6), chunk(1, 'b', 14_000)];
    const spans = planSpans([{ t0_ms: 0, t1_ms: 9900 }], places, START);
    expect(spans.map(({ runId, nos }) => [runId, nos])).toEqual([
      ['a', [1, 2, 3]],
      ['a', [5, 6]],
    ]);
  });
});
