/// Where in its blocks an attempt stands, by the newest that the server said. Pure.
import type { AttemptView, BlockView } from '../data';
import type { LiveState } from '../live/LiveSocket';

export type Standing =
  | { readonly at: 'block'; readonly block: BlockView }
  | { readonly at: 'pause'; readonly block: BlockView; readonly since: string }
  | { readonly at: 'break'; readonly next: BlockView; readonly until: string }
  | { readonly at: 'before'; readonly next: BlockView }
  | { readonly at: 'nowhere' };

/** Tell where a running attempt stands; `nowhere`: its last block has ended and it is about to close. */
export function standingIn(attempt: AttemptView): Standing {
  const running = attempt.blocks.find(({ no }) => no === attempt.block_no);
  if (running) {
    return attempt.paused_at === null
      ? { at: 'block', block: running }
      : { at: 'pause', block: running, since: attempt.paused_at };
  }
  const next = attempt.blocks.find(({ state }) => state === 'ready' || state === 'locked');
  if (!next) return { at: 'nowhere' };
  return attempt.break_until === null
    ? { at: 'before', next }
    : { at: 'break', next, until: attempt.break_until };
}

/** The attempt with what the server said over the live line, if that is newer: blocks, deadlines, a pause. */
export function withLive(attempt: AttemptView, live: LiveState | null): AttemptView {
  if (live === null || Date.parse(live.now) <= Date.parse(attempt.server_now)) return attempt;
  const { blocks, block_no, break_until, paused_at, deadline_at } = live;
  return { ...attempt, blocks: [...blocks], block_no, break_until, paused_at, deadline_at };
}

/** What of the course a page shows, as one word: when it changes, the attempt is worth reading again. */
export function courseWord({ blocks, block_no, break_until, paused_at }: AttemptView): string {
  const times = blocks.map(({ state, extra_s, deadline_at }) => `${state} ${extra_s} ${deadline_at ?? ''}`);
  return [block_no, break_until, paused_at, ...times].join('|');
}

/** Whole minutes that were added to a block between two looks at it; null when none were. */
export function addedMinutes(before: BlockView, after: BlockView): number | null {
  if (before.no !== after.no || after.extra_s <= before.extra_s) return null;
  return Math.max(1, Math.round((after.extra_s - before.extra_s) / 60));
}

export const isLast = (attempt: AttemptView, block: BlockView): boolean =>
  block.no === Math.max(...attempt.blocks.map(({ no }) => no));

/** Minutes that the candidate has for a block. */
export const minutesOf = ({ limit_s, extra_s }: BlockView): number => Math.round((limit_s + extra_s) / 60);
