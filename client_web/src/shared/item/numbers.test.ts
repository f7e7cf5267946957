import { expect, it } from 'vitest';
import { isNumber, sentNumber, shownNumber } from './numbers';

it.each([
  ['3,5', '3.5'],
  ['3.5', '3.5'],
  [' 12 000,25 ', '12000.25'],
  ['12\u00A0000', '12000'],
  ['\u22124,1', '-4.1'],
  ['\u20134', '-4'],
  ['3,', '3.'],
  ['үш бүтін', 'үш бүтін'],
  ['1,2,3', '1,2,3'],
  ['', ''],
])('%j is sent as %j', (typed, sent) => {
  expect(sentNumber(typed)).toBe(sent);
});

it.each([
  ['3.5', 'kk', '3,5'],
  ['3.5', 'ru', '3,5'],
  ['3.5', 'en', '3.5'],
  ['v1.2', 'ru', 'v1.2'],
])('%s is shown in %s as %s', (stored, language, shown) => {
  expect(shownNumber(stored, language)).toBe(shown);
});

it.each([
  ['12', true],
  ['+12', true],
  ['12.0', false],
  ['', false],
])('%j as a whole number: %s', (text, expected) => {
  expect(isNumber(text, 'integer')).toBe(expected);
});
