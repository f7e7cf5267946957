import { describe, expect, it } from 'vitest';
import type { Interaction, ItemDraft, ResponseKey } from '../types';
import {
  KINDS,
  newItem,
  placeOf,
  withEnglish,
  withInteraction,
  withKey,
  withNewInteraction,
  withoutEnglish,
  withoutInteraction,
  withPassage,
} from './draft';
import { faultsOf } from './faults';
import { isReversed, stepCredits, withCorrect, withCredit } from './keys';

function ids() {
  let n = 0;
  return () => `c${(n += 1)}`;
}

const keyOf = (item: ItemDraft): ResponseKey => item.key[0] as ResponseKey;
const only = (item: ItemDraft): Interaction => item.interactions[0] as Interaction;

describe.each(KINDS)('a new item: %s', (kind) => {
  const item = newItem(kind, ids());

  it('has one interaction, its key, and its place in every language', () => {
    expect(only(item).kind).toBe(kind);
    expect(item.key.map(({ response_id }) => response_id)).toEqual(['RESPONSE']);
    for (const body of Object.values(item.body)) expect(body).toContain(placeOf(only(item)));
  });

  it('is told to lack its words', () => {
    const faults = faultsOf(item).map(({ fault }) => fault);
    expect(faults).toContain('code');
    expect(faults).toContain('body');
    expect(faults).not.toContain('place');
  });
});

it('a second interaction has an id and a place of its own, and leaves without a trace', () => {
  const one = newItem('choice', ids());
  const two = withNewInteraction(one, 'text_entry', ids());
  expect(two.interactions.map(({ response_id }) => response_id)).toEqual(['RESPONSE', 'RESPONSE2']);
  expect(two.body.kk).toContain('<span data-response="RESPONSE2"></span>');
  expect(withoutInteraction(two, 'RESPONSE2').interactions).toEqual(one.interactions);
  expect(withoutInteraction(two, 'RESPONSE2').key).toEqual(one.key);
});

it('a choice taken away is taken out of the key', () => {
  const item = withKey(newItem('choice', ids()), {
    ...keyOf(newItem('choice', ids())),
    correct: ['c1', 'c2'],
  });
  const choice = only(item) as Extract<Interaction, { kind: 'choice' }>;
  const changed = withInteraction(item, { ...choice, choices: choice.choices.slice(1) });
  expect(changed.key[0]?.correct).toEqual(['c2']);
});

it('a matched row taken away is taken out of the key’s pairs', () => {
  const item = newItem('match', ids());
  const match = only(item) as Extract<Interaction, { kind: 'match' }>;
  const keyed = withKey(item, { ...keyOf(item), correct: ['c1 c4', 'c2 c5'] });
  expect(withInteraction(keyed, { ...match, left: match.left.slice(1) }).key[0]?.correct).toEqual(['c2 c5']);
});

it('marks of a passage are those of all languages; one missing is told', () => {
  const item = newItem('hottext', ids());
  let hottext = only(item) as Extract<Interaction, { kind: 'hottext' }>;
  hottext = withPassage(hottext, 'kk', 'а <span data-hottext="h1">б</span>') as typeof hottext;
  hottext = withPassage(hottext, 'ru', 'в <span data-hottext="h2">г</span>') as typeof hottext;
  expect(hottext.hottext_ids).toEqual(['h1', 'h2']);
  const faults = faultsOf(withInteraction(item, hottext));
  expect(faults.filter(({ fault }) => fault === 'marks_differ')).toHaveLength(2);
});

it('English comes with every place, and goes from every text', () => {
  const item = withEnglish(newItem('choice', ids()));
  expect(item.body.en).toContain('data-response="RESPONSE"');
  const choice = only(item) as Extract<Interaction, { kind: 'choice' }>;
  const written = withInteraction(item, {
    ...choice,
    choices: choice.choices.map((one) => ({ ...one, text: { kk: 'а', ru: 'б', en: 'c' } })),
  });
  expect(JSON.stringify(withoutEnglish(written))).not.toContain('"en"');
});

it('a whole item lacks nothing', () => {
  const item = newItem('choice', ids());
  const choice = only(item) as Extract<Interaction, { kind: 'choice' }>;
  const choices = choice.choices.map((one, n) => ({ ...one, text: { kk: `қ${n}`, ru: `р${n}` } }));
  const whole: ItemDraft = {
    ...withInteraction(item, { ...choice, choices }),
    code: 'A-1',
    section_id: 'ethics',
    body: { kk: `<p>Сұрақ?</p>${placeOf(choice)}`, ru: `<p>Вопрос?</p>${placeOf(choice)}` },
  };
  expect(faultsOf(whole)).toEqual([{ fault: 'key', response_id: 'RESPONSE' }]);
  expect(faultsOf(withKey(whole, withCorrect(keyOf(whole), 'c1', false)))).toEqual([]);
  const same = choices.map((one) => ({ ...one, text: { kk: 'бір', ru: 'разное' + one.id } }));
  expect(faultsOf(withInteraction(whole, { ...choice, choices: same }))).toContainEqual({
    fault: 'choice_twice',
    language: 'kk',
    response_id: 'RESPONSE',
  });
});

describe('keys', () => {
  const key = keyOf(newItem('likert', ids()));

  it('of a scale count its steps, either way', () => {
    expect(key.credits.map(({ points }) => points)).toEqual(['1', '2', '3', '4', '5']);
    const steps = ['c1', 'c2', 'c3'];
    expect(isReversed({ ...key, credits: stepCredits(steps, true) }, steps)).toBe(true);
    expect(isReversed({ ...key, credits: stepCredits(steps, false) }, steps)).toBe(false);
  });

  it('of one right value replace it, of several toggle it', () => {
    expect(withCorrect({ ...key, correct: ['a'] }, 'b', false).correct).toEqual(['b']);
    expect(withCorrect({ ...key, correct: ['a'] }, 'b', true).correct).toEqual(['a', 'b']);
    expect(withCorrect({ ...key, correct: ['a'] }, 'a', true).correct).toEqual([]);
  });

  it('drop a credit that is emptied', () => {
    expect(withCredit(withCredit(key, 'x', '2'), 'x', '').credits).toEqual(key.credits);
  });
});
