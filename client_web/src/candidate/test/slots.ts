/// How every question stands, for the palette and the counts: the server's word and the page's own, together.
import type { Schemas } from '../../shared';
import { isAnswered } from '../../shared/item';
import type { QueueSnapshot } from '../answers/AnswerQueue';

export interface SlotStanding {
  readonly slot: number;
  /** As the candidate counts: from 1 in each block. */
  readonly number: number;
  readonly sectionId: string;
  readonly answered: boolean;
  /** Not saved for want of a line; an answer merely on its way does not count. */
  readonly waiting: boolean;
  readonly flagged: boolean;
}

/**
 * The slots of one block, in order.
 *
 * What the page knows of an answer or a flag is newer than what the attempt said when it was read.
 */
export function standings(
  slots: readonly Schemas['SlotState'][],
  blockNo: number,
  queue: QueueSnapshot,
  flags: ReadonlyMap<number, boolean>,
): SlotStanding[] {
  const inBlock = slots.filter(({ block_no }) => block_no === blockNo);
  return inBlock.map((slot, index) => {
    const answer = queue.answers.get(slot.slot);
    return {
      slot: slot.slot,
      number: index + 1,
      sectionId: slot.section_id,
      answered: answer ? isAnswered(answer.answers) : slot.answered,
      waiting: (answer?.waiting ?? false) && queue.line !== 'sending',
      flagged: flags.get(slot.slot) ?? slot.flagged,
    };
  });
}

export interface SlotCounts {
  readonly total: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly flagged: number;
}

export function countSlots(slots: readonly SlotStanding[]): SlotCounts {
  const count = (is: (slot: SlotStanding) => boolean) => slots.filter(is).length;
  const answered = count((slot) => slot.answered);
  return {
    total: slots.length,
    answered,
    unanswered: slots.length - answered,
    flagged: count((slot) => slot.flagged),
  };
}
