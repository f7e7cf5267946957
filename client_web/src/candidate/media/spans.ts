/// Which chunks to send for what the server lacks: spans of ten seconds, each out of one run of the recorder.
import type { ChunkPlace } from './chunkStore';

export interface Gap {
  /** Milliseconds since the attempt started. */
  readonly t0_ms: number;
  readonly t1_ms: number;
}

export interface Span extends Gap {
  readonly runId: string;
  readonly nos: readonly number[];
}

export const SPAN_MS = 10_000;
/** A keyframe comes each second, and the clocks of page and server differ a little. */
const BEFORE_MS = 2500;
const AFTER_MS = 1000;
const SHORTEST_MS = 300;

/** A name for what a span holds: the same bytes for the same gap have the same name. */
export const spanKey = ({ runId, t0_ms, t1_ms }: Span): string => `${runId}:${t0_ms}-${t1_ms}`;

/**
 * Lay out what to send for the gaps, the oldest first.
 *
 * `startedAt` is the attempt's start in the server's time (ms); what no chunk shows is left out.
 */
export function planSpans(gaps: readonly Gap[], places: readonly ChunkPlace[], startedAt: number): Span[] {
  const windows = gaps.flatMap(({ t0_ms, t1_ms }) => pieces(t0_ms, t1_ms));
  return windows.flatMap((window) => spansOf(window, places, startedAt));
}

function pieces(t0_ms: number, t1_ms: number): Gap[] {
  const n = Math.max(Math.ceil((t1_ms - t0_ms) / SPAN_MS), 1);
  return Array.from({ length: n }, (_, index) => ({
    t0_ms: t0_ms + index * SPAN_MS,
    t1_ms: Math.min(t0_ms + (index + 1) * SPAN_MS, t1_ms),
  }));
}

function spansOf(window: Gap, places: readonly ChunkPlace[], startedAt: number): Span[] {
  const from = startedAt + window.t0_ms - BEFORE_MS;
  const to = startedAt + window.t1_ms + AFTER_MS;
  const near = places.filter((place) => place.to > from && place.from < to);
  return [...new Set(near.map(({ runId }) => runId))].flatMap((runId) => {
    const run = near.filter((place) => place.runId === runId).toSorted((a, b) => a.no - b.no);
    return stretches(run).flatMap((stretch) => {
      const t0_ms = Math.max(window.t0_ms, Math.floor((stretch[0]?.from ?? 0) - startedAt));
      const t1_ms = Math.min(window.t1_ms, Math.ceil((stretch.at(-1)?.to ?? 0) - startedAt));
      const nos = stretch.map(({ no }) => no);
      return t1_ms - t0_ms < SHORTEST_MS ? [] : [{ runId, nos, t0_ms, t1_ms }];
    });
  });
}

/** Runs of chunks that follow each other: over a chunk that was dropped no file can be read. */
function stretches(run: readonly ChunkPlace[]): ChunkPlace[][] {
  const found: ChunkPlace[][] = [];
  for (const place of run) {
    const last = found.at(-1);
    if (last?.at(-1)?.no === place.no - 1) last.push(place);
    else found.push([place]);
  }
  return found;
}
