// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Answers, ItemView } from '../../shared/item';
import { useShortcuts } from './useShortcuts';

const ITEM: ItemView = {
  body: '',
  interactions: [
    {
      kind: 'choice',
      response_id: 'R',
      choices: ['a', 'b'].map((id) => ({ id, html: id, match_max: 1 })),
      min_choices: 0,
      max_choices: 1,
    },
  ],
  stimulus: null,
  language: 'kk',
};
const nothing = () => undefined;
let answered: [number, Answers][];

beforeEach(() => {
  localStorage.clear();
  answered = [];
});
afterEach(cleanup);

function Room({ slot }: { readonly slot: number }) {
  const answer = (answers: Answers) => {
    answered.push([slot, answers]);
  };
  const others = { chosenByKey: nothing, flag: nothing, next: nothing, previous: nothing, help: nothing };
  useShortcuts(ITEM, {}, { answer, ...others });
  return null;
}

/** Presses a number key the very moment that a question is on the page. */
function Quick({ slot }: { readonly slot: number }) {
  useLayoutEffect(() => {
    const key = { code: 'Digit2', key: '2', bubbles: true, cancelable: true };
    document.dispatchEvent(new KeyboardEvent('keydown', key));
  }, [slot]);
  return null;
}

it('takes a key for the question that is shown, however soon it is pressed', () => {
  // Story: whoever was quick answered the question before once more, and the one on the page not at all.
  const view = (slot: number) => (
    <>
      <Room slot={slot} />
      <Quick slot={slot} />
    </>
  );
  const { rerender } = render(view(0));
  rerender(view(1));
  expect(answered).toEqual([[1, { R: ['b'] }]]);
});
