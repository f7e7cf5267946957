/// How the answer to the question shown is kept: what the line under the question says. Pure.
import { isAnswered } from '../../shared/item';
import type { AnswerView, QueueSnapshot } from '../answers/AnswerQueue';

export type Kept = 'none' | 'saving' | 'waiting' | 'saved';

/** `saving`: merely on its way; `waiting`: for the line; `saved`: the server holds it. */
export function keptState(answer: AnswerView | undefined, line: QueueSnapshot['line']): Kept {
  if (answer?.waiting) return line === 'sending' ? 'saving' : 'waiting';
  return answer && answer.savedAt !== null && isAnswered(answer.answers) ? 'saved' : 'none';
}
