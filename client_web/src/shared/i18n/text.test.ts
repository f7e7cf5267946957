import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language';
import { fill } from './text';

describe('fill', () => {
  it('puts parameters into their places and leaves unknown places standing', () => {
    expect(fill('{a} of {b}', 'en', { a: 1 })).toBe('1 of {b}');
  });

  const questions = {
    one: '{count} вопрос',
    few: '{count} вопроса',
    many: '{count} вопросов',
    other: '{count} вопроса',
  };
  it.each([
    [1, '1 вопрос'],
    [3, '3 вопроса'],
    [11, '11 вопросов'],
    [21, '21 вопрос'],
    [55, '55 вопросов'],
  ])('chooses the plural form of %i', (count, expected) => {
    expect(fill(questions, 'ru', { count })).toBe(expected);
  });

  it('keeps the noun as it is after a number in Kazakh', () => {
    expect(fill({ other: '{count} сұрақ' }, 'kk', { count: 1 })).toBe('1 сұрақ');
  });
});

describe('chooseLanguage', () => {
  it.each([
    ['en', ['kk'], 'en'],
    [null, ['de-DE', 'ru-RU', 'en'], 'ru'],
    [null, ['de'], 'kk'],
    ['xx', [], 'kk'],
  ])('remembered %s, browser %j: %s', (remembered, preferred, expected) => {
    expect(chooseLanguage(remembered, preferred)).toBe(expected);
  });
});
