import { describe, expect, it } from 'vitest';
import type { AttemptView } from '../data';
import { anAttempt, aBlock } from '../testing/attempts';
import type { LiveState } from '../live/LiveSocket';
import { addedMinutes, courseWord, standingIn, withLive } from './course';

const NOON = '2026-11-22T07:00:00Z';
const two = (first: AttemptView['blocks'][number]['state'], second: typeof first): AttemptView =>
  anAttempt({ blocks: [aBlock(0, { state: first }), aBlock(1, { state: second })], block_no: null });

describe('standingIn', () => {
  it('is in the block that runs', () => {
    const attempt = { ...two('running', 'locked'), block_no: 0 };
    expect(standingIn(attempt)).toMatchObject({ at: 'block', block: { no: 0 } });
    expect(standingIn({ ...attempt, paused_at: NOON })).toMatchObject({ at: 'pause', since: NOON });
  });

  it('is in the break, then before the next block', () => {
    const attempt = two('done', 'ready');
    expect(standingIn({ ...attempt, break_until: NOON })).toMatchObject({
      at: 'break',
      next: { no: 1 },
      until: NOON,
    });
    expect(standingIn(attempt)).toMatchObject({ at: 'before', next: { no: 1 } });
  });

  it('is nowhere when every block is done', () => {
    expect(standingIn(two('done', 'done'))).toEqual({ at: 'nowhere' });
  });
});

describe('withLive', () => {
  const attempt = { ...two('running', 'locked'), block_no: 0, server_now: NOON };
  const live = (now: string): LiveState => ({
    type: 'state',
    now,
    state: 'running',
    close_cause: null,
    device_epoch: 1,
    interventions: [],
    media: { connected: true, last_media_at: null },
    deadline_at: '2026-11-22T07:35:00Z',
    block_no: 0,
    break_until: null,
    paused_at: null,
    blocks: [aBlock(0, { state: 'running', extra_s: 600 }), aBlock(1)],
  });

  it('takes over extra time as soon as it is told', () => {
    const later = withLive(attempt, live('2026-11-22T07:00:01Z'));
    expect(later.blocks[0]?.extra_s).toBe(600);
    expect(later.deadline_at).toBe('2026-11-22T07:35:00Z');
    expect(courseWord(later)).not.toBe(courseWord(attempt));
  });

  it('keeps to the attempt when it was read later than the line spoke', () => {
    expect(withLive(attempt, live('2026-11-22T06:59:59Z'))).toBe(attempt);
    expect(withLive(attempt, null)).toBe(attempt);
  });
});

describe('addedMinutes', () => {
  it.each([
    [0, 600, 10],
    [600, 600, null],
    [600, 0, null],
    [0, 20, 1],
  ])('from %i s to %i s: %s', (before, after, expected) => {
    expect(addedMinutes(aBlock(0, { extra_s: before }), aBlock(0, { extra_s: after }))).toBe(expected);
  });

  it('compares a block with itself alone', () => {
    expect(addedMinutes(aBlock(0), aBlock(1, { extra_s: 600 }))).toBeNull();
  });
});
