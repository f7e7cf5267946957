import { beforeAll, expect, it } from 'vitest';
import { staff } from '../../staff/texts';
import { articleInWords } from './article';

beforeAll(async () => {
  await Promise.all([staff.load('kk'), staff.load('ru')]);
});

it.each([
  ['12', '12-бап', 'статья 12'],
  ['12(3)', '12-бап (3)', 'статья 12 (3)'],
  ['14-1', '14-1-бап', 'статья 14-1'],
  ['1(1-1)', '1-бап (1-1)', 'статья 1 (1-1)'],
])('%s', (article, kk, ru) => {
  expect(articleInWords(staff.in('kk'), article)).toBe(kk);
  expect(articleInWords(staff.in('ru'), article)).toBe(ru);
});
