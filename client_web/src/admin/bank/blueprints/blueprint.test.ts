import { expect, it } from 'vitest';
import {
  freeId,
  isWhole,
  newBlueprint,
  newPart,
  nItems,
  ofSections,
  valuesOf,
  withFilter,
} from './blueprint';

it('a new blueprint has one part with one stratum, and lacks its name', () => {
  const blank = newBlueprint();
  expect(nItems(blank)).toBe(10);
  expect(isWhole(blank)).toBe(false);
  expect(isWhole({ ...blank, name: 'Тест' })).toBe(true);
});

it.each([
  [[], 'part-1'],
  [['part-1'], 'part-2'],
  [['part-2'], 'part-1'],
])('with %j taken the next is %s', (taken, expected) => {
  expect(freeId('part', taken)).toBe(expected);
  expect(newPart(taken).id).toBe(expected);
});

it.each([
  ['', []],
  ['Жалпы, ережелер; Әдеп', ['Жалпы, ережелер', 'Әдеп']],
  ['а\n\nа\nб', ['а', 'б']],
])('%j is %j', (written, expected) => {
  expect(valuesOf(written)).toEqual(expected);
});

it('a condition is set, replaced, and taken out', () => {
  const one = withFilter({}, 'section', ['ethics']);
  expect(withFilter(one, 'section', ['law'])).toEqual({ section: ['law'] });
  expect(withFilter(one, 'section', [])).toEqual({});
});

it('takes over a programme’s sections', () => {
  const draft = ofSections(newBlueprint(), [
    { id: 'constitution', n_items: 15, minimum_correct: 5 },
    { id: 'ethics', n_items: 10, minimum_correct: 5 },
  ]);
  expect(nItems(draft)).toBe(25);
  expect(draft.parts[0]?.strata[1]).toMatchObject({ id: 'ethics', filter: { section: ['ethics'] } });
  expect(ofSections(draft, [])).toBe(draft);
});
