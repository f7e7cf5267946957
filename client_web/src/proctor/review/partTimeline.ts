/// Where a moment of the attempt lies in the recording: which file, and at which second of it.

export interface RecordingPart {
  readonly id: string;
  /** Where the file begins on the attempt's time line, in seconds from the attempt's start. */
  readonly t0_s: number;
  readonly duration_s: number;
  readonly url: string;
}

export interface Place {
  readonly part: RecordingPart;
  /** Media time inside the part, in seconds. */
  readonly media_s: number;
}

export interface Gap {
  readonly t0_s: number;
  readonly t1_s: number;
}

/** Gaps shorter than this are the change of one file to the next, not something to tell a person. */
export const SHORTEST_GAP_S = 1;

const endOf = (part: RecordingPart): number => part.t0_s + part.duration_s;

/**
 * Map the attempt's time to its recording files and back.
 *
 * A lost connection ends one file and a new one begins, so there may be gaps, and after a quick
 * reconnect a short overlap, in which the later file is the one to show.
 */
export class PartTimeline {
  readonly parts: readonly RecordingPart[];

  constructor(parts: readonly RecordingPart[]) {
    this.parts = parts.filter((part) => part.duration_s > 0).toSorted((a, b) => a.t0_s - b.t0_s);
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** Second of the attempt at which the last file ends; 0 without any. */
  get end_s(): number {
    return this.parts.reduce((latest, part) => Math.max(latest, endOf(part)), 0);
  }

  /** Tell the place that shows `at_s`, or null where nothing was recorded. */
  locate(at_s: number): Place | null {
    const part = this.parts.findLast((each) => each.t0_s <= at_s && at_s < endOf(each));
    return part ? { part, media_s: at_s - part.t0_s } : null;
  }

  /** Tell the place to show when somebody asks for `at_s`: in a gap, the next that was recorded. */
  nearest(at_s: number): Place | null {
    const exact = this.locate(at_s);
    if (exact) return exact;
    const next = this.parts.find((part) => part.t0_s > at_s);
    if (next) return { part: next, media_s: 0 };
    const last = this.parts.reduce<RecordingPart | null>(
      (latest, part) => (latest && endOf(latest) >= endOf(part) ? latest : part),
      null,
    );
    return last && { part: last, media_s: last.duration_s };
  }

  /** Tell the attempt's second that media time `media_s` of a part shows. */
  toAttempt(part: RecordingPart, media_s: number): number {
    return part.t0_s + Math.min(Math.max(media_s, 0), part.duration_s);
  }

  /** Tell the place that follows when `part` has been played to its end, or null after the last. */
  after(part: RecordingPart): Place | null {
    const end_s = endOf(part);
    const exact = this.locate(end_s);
    if (exact && exact.part.id !== part.id) return exact;
    const next = this.parts.find((each) => each.t0_s >= end_s && each.id !== part.id);
    return next ? { part: next, media_s: 0 } : null;
  }

  /** List the spans of [0, `until_s`) that no file covers. */
  gaps(until_s: number): Gap[] {
    const gaps: Gap[] = [];
    let covered_s = 0;
    for (const part of this.parts) {
      if (part.t0_s - covered_s >= SHORTEST_GAP_S)
        gaps.push({ t0_s: covered_s, t1_s: Math.min(part.t0_s, until_s) });
      covered_s = Math.max(covered_s, endOf(part));
    }
    if (until_s - covered_s >= SHORTEST_GAP_S) gaps.push({ t0_s: covered_s, t1_s: until_s });
    return gaps.filter((gap) => gap.t0_s < until_s);
  }
}
