/// Lets keys work on the question shown; the candidate can switch them off.
import { useEffect, useRef, useState } from 'react';
import type { AnswerView } from '../answers/AnswerQueue';
import type { SlotView } from '../data';
import { belongsToElement, type Command, commandOf } from './shortcuts';

export interface ShortcutActions {
  readonly choose: (optionId: string) => void;
  readonly flag: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly help: () => void;
}

const STORAGE_KEY = 'synaq.shortcuts';

export function useShortcuts(
  item: SlotView | undefined,
  answer: AnswerView | undefined,
  actions: ShortcutActions,
): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(STORAGE_KEY) !== 'off');
  const latest = useRef({ item, answer, actions });
  useEffect(() => {
    latest.current = { item, answer, actions };
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || belongsToElement(event.target, event.code)) return;
      const command = commandOf(event, latest.current.item?.options.length ?? 0);
      if (!command) return;
      event.preventDefault();
      obey(command, latest.current.item, latest.current.answer, latest.current.actions);
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
  item: SlotView | undefined,
  answer: AnswerView | undefined,
  actions: ShortcutActions,
): void {
  const options = item?.options ?? [];
  const chosen = options.findIndex(({ id }) => answer?.answers.RESPONSE?.includes(id));
  switch (command.do) {
    case 'choose':
      return chooseAt(command.index, options, actions);
    case 'option_down':
      return chooseAt((chosen + 1) % options.length, options, actions);
    case 'option_up':
      return chooseAt((Math.max(chosen, 0) - 1 + options.length) % options.length, options, actions);
    case 'next':
    case 'previous':
    case 'flag':
    case 'help':
      actions[command.do]();
  }
}

function chooseAt(index: number, options: SlotView['options'], actions: ShortcutActions): void {
  const option = options[index];
  if (option) actions.choose(option.id);
}
