import { describe, expect, it } from 'vitest';
import type { QueueSnapshot } from '../answers/AnswerQueue';
import { countSlots, standings } from './slots';

const queue: QueueSnapshot = {
  answers: new Map([[1, { answers: { RESPONSE: ['a'] }, savedAt: null, waiting: true }]]),
  nWaiting: 1,
  line: 'trying',
  stopCode: null,
  replacedSlots: [],
  onlyInMemory: false,
};
const slot = (number: number, answered: boolean, flagged: boolean, block_no = 0) => ({
  slot: number,
  block_no,
  section_id: 'ethics',
  answered,
  flagged,
  saved_at: null,
});

describe('standings', () => {
  it('lets the page know better than the attempt as it was read', () => {
    const merged = standings(
      [slot(0, true, false), slot(1, false, false), slot(2, false, true)],
      0,
      queue,
      new Map([[2, false]]),
    );
    expect(merged.map(({ answered, waiting, flagged }) => [answered, waiting, flagged])).toEqual([
      [true, false, false],
      [true, true, false],
      [false, false, false],
    ]);
    expect(countSlots(merged)).toEqual({ total: 3, answered: 2, unanswered: 1, flagged: 0 });
  });

  it('counts a block’s questions from one, whatever their slots', () => {
    const slots = [
      slot(0, false, false),
      slot(1, false, false),
      slot(2, false, false, 1),
      slot(3, true, false, 1),
    ];
    expect(standings(slots, 1, queue, new Map()).map(({ slot, number }) => [slot, number])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});
