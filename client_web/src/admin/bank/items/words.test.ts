import { expect, it } from 'vitest';
import { changedWords, readable } from './words';

const marked = (pieces: { text: string; changed: boolean }[]): string =>
  pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

it.each([
  ['Заң қабылданды.', 'Заң қабылданды.', 'Заң қабылданды.', 'Заң қабылданды.'],
  ['2015 жылы қабылданды', '2016 жылы қабылданды', '[2015] жылы қабылданды', '[2016] жылы қабылданды'],
  ['бір үш', 'бір екі үш', 'бір үш', 'бір [екі ]үш'],
  ['ұсыныс', '', '[ұсыныс]', ''],
  ['қызметші', 'қызметшілер', '[қызметші]', '[қызметшілер]'],
])('%j and %j', (before, after, left, right) => {
  const [was, is] = changedWords(before, after);
  expect(marked(was)).toBe(left);
  expect(marked(is)).toBe(right);
});

it.each([
  ['<p>Бір</p><div data-response="RESPONSE"></div>', 'Бір\n[RESPONSE]'],
  ['<p>а &amp; б</p><p>в</p>', 'а & б\nв'],
  ['<p>а <img src="/x" alt="Сурет"> <b>б</b></p>', 'а [Сурет] б'],
  ['жай', 'жай'],
])('%s reads %j', (html, words) => {
  expect(readable(html)).toBe(words);
});
