import { describe, expect, it } from 'vitest';
import { PartTimeline, type RecordingPart } from './partTimeline';

const part = (id: string, t0_s: number, duration_s: number): RecordingPart => ({
  id,
  t0_s,
  duration_s,
  url: `/parts/${id}`,
});
function at(timeline: PartTimeline, index: number): RecordingPart {
  const found = timeline.parts.at(index);
  if (!found) throw new Error(`there is no part ${index}`);
  return found;
}
const place = (timeline: PartTimeline, at_s: number) => {
  const found = timeline.locate(at_s);
  return found && [found.part.id, found.media_s];
};

describe('one file from the start', () => {
  const timeline = new PartTimeline([part('a', 2, 10)]);

  it.each([
    [1.999, null],
    [2, ['a', 0]],
    [7.5, ['a', 5.5]],
    [11.999, ['a', 9.999]],
    [12, null],
  ])('at %d s shows %j', (at_s, expected) => {
    const found = place(timeline, at_s);
    if (expected === null) expect(found).toBeNull();
    else {
      expect(found?.[0]).toBe(expected[0]);
      expect(found?.[1]).toBeCloseTo(expected[1] as number, 6);
    }
  });

  it('maps media time back to the attempt, never past the file', () => {
    const only = at(timeline, 0);
    expect(timeline.toAttempt(only, 3)).toBe(5);
    expect(timeline.toAttempt(only, 99)).toBe(12);
    expect(timeline.toAttempt(only, -1)).toBe(2);
  });
});

describe('a reconnect leaves a gap', () => {
  const timeline = new PartTimeline([part('b', 30, 20), part('a', 0, 20)]);

  it('orders the files by time, whatever order they came in', () => {
    expect(timeline.parts.map((each) => each.id)).toEqual(['a', 'b']);
  });

  it('goes to the next recorded moment when asked for one in the gap', () => {
    expect(timeline.locate(25)).toBeNull();
    expect(timeline.nearest(25)).toMatchObject({ part: { id: 'b' }, media_s: 0 });
  });

  it('stays on the last moment when asked for one past the end', () => {
    expect(timeline.nearest(500)).toMatchObject({ part: { id: 'b' }, media_s: 20 });
  });

  it('goes on with the next file at the end of one, and nowhere after the last', () => {
    expect(timeline.after(at(timeline, 0))).toMatchObject({ part: { id: 'b' }, media_s: 0 });
    expect(timeline.after(at(timeline, 1))).toBeNull();
  });

  it('lists what was not recorded up to the end of the attempt', () => {
    expect(timeline.gaps(60)).toEqual([
      { t0_s: 20, t1_s: 30 },
      { t0_s: 50, t1_s: 60 },
    ]);
  });
});

describe('a quick reconnect overlaps', () => {
  const timeline = new PartTimeline([part('a', 0, 20), part('b', 18, 10)]);

  it('shows the later file where both exist', () => {
    expect(place(timeline, 19)).toEqual(['b', 1]);
  });

  it('goes on in the later file at the moment the first one ends', () => {
    expect(timeline.after(at(timeline, 0))).toMatchObject({ part: { id: 'b' }, media_s: 2 });
  });

  it('has no gap', () => {
    expect(timeline.gaps(28)).toEqual([]);
  });
});

describe('no recording at all', () => {
  const timeline = new PartTimeline([part('a', 0, 0)]);

  it('is empty, finds nothing and is one gap', () => {
    expect(timeline.isEmpty).toBe(true);
    expect(timeline.nearest(3)).toBeNull();
    expect(timeline.gaps(10)).toEqual([{ t0_s: 0, t1_s: 10 }]);
  });
});

it('finds its way back from every second it can show', () => {
  const timeline = new PartTimeline([part('a', 0.4, 61.3), part('b', 63, 300.25), part('c', 400, 5)]);
  for (let at_s = 0; at_s < 410; at_s += 0.37) {
    const found = timeline.locate(at_s);
    if (found) expect(timeline.toAttempt(found.part, found.media_s)).toBeCloseTo(at_s, 6);
  }
});
