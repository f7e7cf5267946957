/// How every question stands, for the palette and the counts: the server's word and the page's own, together.
import type { Schemas } from '../../shared';
import type { QueueSnapshot } from '../answers/AnswerQueue';

export interface SlotStanding {
  readonly slot: number;
  readonly sectionId: string;
  readonly answered: boolean;
  /** Not saved for want of a line; an answer merely on its way does not count. */
  readonly waiting: boolean;
  readonly flagged: boolean;
}

/** Merge: what the page knows of an answer or a flag is newer than what the attempt said when it was read. */
export function standings(
  slots: readonly Schemas['SlotState'][],
  queue: QueueSnapshot,
  flags: ReadonlyMap<number, boolean>,
): SlotStanding[] {
  return slots.map((slot) => {
    const answer = queue.answers.get(slot.slot);
    return {
      slot: slot.slot,
      sectionId: slot.section_id,
      answered: answer ? Object.keys(answer.answers).length > 0 : slot.answered,
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
