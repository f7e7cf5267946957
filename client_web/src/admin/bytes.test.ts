// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { inBytes } from './bytes';

it.each([
  [0, 'en', '0 B'],
  [999, 'en', '999 B'],
  [1000, 'en', '1 kB'],
  [48_300_000_000, 'ru', '48,3 ГБ'],
  [812_000_000_000, 'kk', '812 ГБ'],
  [3.2e15, 'en', '3,200 TB'],
] as const)('%d bytes in %s are %s', (n_bytes, language, words) => {
  expect(inBytes(n_bytes, language)).toBe(words);
});
