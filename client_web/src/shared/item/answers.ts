/// What an answer becomes when a key is pressed or a box ticked, and whether it is whole. Pure.
import type { Answers, ChoiceView, ItemView } from './types';
import { countWords } from './wordCount';

/** Answers with one response replaced; an empty one is taken out. */
export function withResponse(answers: Answers, responseId: string, value: readonly string[]): Answers {
  const others = Object.entries(answers).filter(([id]) => id !== responseId);
  const given = value.length > 0 && value.some((one) => one !== '');
  return Object.fromEntries(given ? [...others, [responseId, [...value]]] : others);
}

export const isAnswered = (answers: Answers): boolean => Object.keys(answers).length > 0;

/** Choose `id`, or give it up when it is chosen. One allowed: it takes the other's place. Full: nothing changes. */
export function toggled(chosen: readonly string[], id: string, maxChoices: number): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  if (maxChoices === 1) return [id];
  return maxChoices > 0 && chosen.length >= maxChoices ? chosen : [...chosen, id];
}

export const isFull = (chosen: readonly string[], maxChoices: number): boolean =>
  maxChoices > 1 && chosen.length >= maxChoices;

interface KeyTarget {
  readonly responseId: string;
  readonly choices: readonly ChoiceView[];
  readonly maxChoices: number;
}

/** The one list of choices that number keys speak of; null where the item has none or several. */
export function keyTarget(item: ItemView): KeyTarget | null {
  const lists = item.interactions.flatMap((one): KeyTarget[] => {
    if (one.kind === 'choice') {
      return [{ responseId: one.response_id, choices: one.choices, maxChoices: one.max_choices }];
    }
    return one.kind === 'likert'
      ? [{ responseId: one.response_id, choices: one.choices, maxChoices: 1 }]
      : [];
  });
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

/** Answers after the number key of the choice at `index` (0-based): chosen; among several, toggled. */
export function answersByKey(item: ItemView, answers: Answers, index: number): Answers | null {
  const target = keyTarget(item);
  const choice = target?.choices[index];
  if (!target || !choice) return null;
  const chosen = answers[target.responseId] ?? [];
  const value = target.maxChoices === 1 ? [choice.id] : toggled(chosen, choice.id, target.maxChoices);
  return withResponse(answers, target.responseId, value);
}

/** Answers after an arrow key: the next (`step` 1) or the previous (-1) choice; null where several may be chosen. */
export function answersByStep(item: ItemView, answers: Answers, step: 1 | -1): Answers | null {
  const target = keyTarget(item);
  if (target?.maxChoices !== 1 || target.choices.length === 0) return null;
  const chosen = answers[target.responseId]?.[0];
  const at = target.choices.findIndex(({ id }) => id === chosen);
  const from = at === -1 && step === -1 ? 0 : at;
  const index = (from + step + target.choices.length) % target.choices.length;
  return answersByKey(item, answers, index);
}

/** Response ids of essays longer than their limit: kept, but their block cannot be finished. */
export function overLimit(item: ItemView, answers: Answers): string[] {
  return item.interactions.flatMap((one) => {
    if (one.kind !== 'extended_text' || one.max_words === null) return [];
    return countWords(answers[one.response_id]?.[0] ?? '') > one.max_words ? [one.response_id] : [];
  });
}
