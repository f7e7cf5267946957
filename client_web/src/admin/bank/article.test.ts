import { beforeAll, expect, it } from 'vitest';
import { articleInWords } from './article';
import { bankTexts } from './texts';

beforeAll(async () => {
  await Promise.all([bankTexts.load('kk'), bankTexts.load('ru')]);
});

it.each([
  ['12', '12-бап', 'статья 12'],
  ['12(3)', '12-бап (3)', 'статья 12 (3)'],
  ['14-1', '14-1-бап', 'статья 14-1'],
  ['1(1-1)', '1-бап (1-1)', 'статья 1 (1-1)'],
])('%s', (article, kk, ru) => {
  expect(articleInWords(bankTexts.in('kk'), article)).toBe(kk);
  expect(articleInWords(bankTexts.in('ru'), article)).toBe(ru);
});
