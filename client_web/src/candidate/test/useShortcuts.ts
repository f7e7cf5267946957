/// Lets keys work on the question shown; the candidate can switch them off.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Answers, answersByKey, answersByStep, type ItemView, keyTarget } from '../../shared/item';
import { belongsToElement, type Command, commandOf } from './shortcuts';

export interface ShortcutActions {
  readonly answer: (answers: Answers) => void;
  /** A number key has chosen. */
  readonly chosenByKey: () => void;
  readonly flag: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly help: () => void;
}

const STORAGE_KEY = 'synaq.shortcuts';
const NO_ANSWER: Answers = {};

export function useShortcuts(
  item: ItemView | undefined,
  answers: Answers | undefined,
  actions: ShortcutActions,
): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(STORAGE_KEY) !== 'off');
  const latest = useRef({ item, answers, actions });
  // Before anything can be pressed on the question now shown: a key is never meant for the one before.
  useLayoutEffect(() => {
    latest.current = { item, answers, actions };
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || belongsToElement(event.target, event.code)) return;
      const now = latest.current;
      const nOptions = now.item ? (keyTarget(now.item)?.choices.length ?? 0) : 0;
      const command = commandOf(event, nOptions);
      if (!command) return;
      event.preventDefault();
      obey(command, now.item, now.answers ?? NO_ANSWER, now.actions);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);

  const change = (next: boolean): void => {
    localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
    setOn(next);
  };
  return [on, change];
}

function obey(
  command: Command,
  item: ItemView | undefined,
  answers: Answers,
  actions: ShortcutActions,
): void {
  switch (command.do) {
    case 'choose':
      if (item) answerWith(answersByKey(item, answers, command.index), actions, actions.chosenByKey);
      return;
    case 'option_down':
    case 'option_up':
      if (item) answerWith(answersByStep(item, answers, command.do === 'option_down' ? 1 : -1), actions);
      return;
    case 'next':
    case 'previous':
    case 'flag':
    case 'help':
      actions[command.do]();
  }
}

function answerWith(answers: Answers | null, actions: ShortcutActions, then?: () => void): void {
  if (!answers) return;
  actions.answer(answers);
  then?.();
}
