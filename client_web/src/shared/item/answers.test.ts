import { describe, expect, it } from 'vitest';
import { answersByKey, answersByStep, keyTarget, overLimit, toggled, withResponse } from './answers';
import type { ChoiceView, InteractionView, ItemView } from './types';

const choices: ChoiceView[] = ['a', 'b', 'c'].map((id) => ({ id, html: id, match_max: 1 }));
const choice = (max_choices: number, response_id = 'R'): InteractionView => ({
  kind: 'choice',
  response_id,
  choices,
  min_choices: 0,
  max_choices,
});
const essay: InteractionView = {
  kind: 'extended_text',
  response_id: 'E',
  min_words: null,
  max_words: 3,
  expected_length: null,
};
const item = (...interactions: InteractionView[]): ItemView => ({
  body: '',
  interactions,
  stimulus: null,
  language: 'kk',
});

describe('withResponse', () => {
  it('replaces one response and keeps the others', () => {
    expect(withResponse({ A: ['x'], B: ['y'] }, 'A', ['z'])).toEqual({ A: ['z'], B: ['y'] });
  });

  it.each([[[]], [['']]])('takes a response out when it is empty: %j', (value) => {
    expect(withResponse({ A: ['x'] }, 'A', value)).toEqual({});
  });
});

describe('toggled', () => {
  it.each([
    [[], 'a', 1, ['a']],
    [['a'], 'b', 1, ['b']],
    [['a'], 'a', 1, []],
    [['a'], 'b', 2, ['a', 'b']],
    [['a', 'b'], 'c', 2, ['a', 'b']],
    [['a', 'b'], 'c', 0, ['a', 'b', 'c']],
  ])('%j and %s, at most %i: %j', (chosen, id, max, expected) => {
    expect(toggled(chosen, id, max)).toEqual(expected);
  });
});

describe('keys', () => {
  it('choose among radio buttons', () => {
    expect(answersByKey(item(choice(1)), { R: ['a'] }, 1)).toEqual({ R: ['b'] });
  });

  it('pressed twice keep a radio button', () => {
    expect(answersByKey(item(choice(1)), { R: ['a'] }, 0)).toEqual({ R: ['a'] });
  });

  it('toggle boxes', () => {
    expect(answersByKey(item(choice(0)), { R: ['a', 'b'] }, 0)).toEqual({ R: ['b'] });
  });

  it('do nothing beyond the last choice', () => {
    expect(answersByKey(item(choice(1)), {}, 3)).toBeNull();
  });

  it('belong to nobody where there are two lists', () => {
    expect(keyTarget(item(choice(1), choice(1, 'S')))).toBeNull();
  });

  it('find the list beside an essay', () => {
    expect(keyTarget(item(essay, choice(1)))?.responseId).toBe('R');
  });

  it.each([
    [{}, 1, 'a'],
    [{}, -1, 'c'],
    [{ R: ['c'] }, 1, 'a'],
    [{ R: ['a'] }, -1, 'c'],
    [{ R: ['b'] }, 1, 'c'],
  ] as const)('step from %j by %i to %s', (answers, step, expected) => {
    expect(answersByStep(item(choice(1)), answers, step)).toEqual({ R: [expected] });
  });

  it('never step through boxes', () => {
    expect(answersByStep(item(choice(2)), {}, 1)).toBeNull();
  });
});

describe('overLimit', () => {
  it.each([
    ['бір екі үш', []],
    ['бір екі үш төрт', ['E']],
  ])('%s', (text, expected) => {
    expect(overLimit(item(essay), { E: [text] })).toEqual(expected);
  });
});
