// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { nodesOf, parse, textOf } from './markup';

const PICTURE = `/api/assets/${'a'.repeat(64)}`;
const shown = (html: string): string => render(<main>{nodesOf(parse(html))}</main>).container.innerHTML;

afterEach(cleanup);

describe('what is listed', () => {
  it.each([
    '<p>Мәтін <b>қою</b><br></p>',
    '<ol start="3"><li>а</li></ol>',
    '<table><caption>С</caption><tbody><tr><th scope="row">а</th><td colspan="2">б</td></tr></tbody></table>',
    `<img alt="Кесте" src="${PICTURE}">`,
    '<p lang="la">lex</p>',
  ])('stays: %s', (html) => {
    expect(shown(html)).toBe(`<main>${html}</main>`);
  });

  it('keeps formulas', () => {
    const { container } = render(
      <main>{nodesOf(parse('<math display="block"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>'))}</main>,
    );
    expect(container.querySelector('math mfrac mi')?.textContent).toBe('x');
  });
});

describe('what is not listed', () => {
  it.each([
    ['<script>alert(1)</script><p>а</p>', '<p>а</p>'],
    ['<p onclick="x()" style="color:red" class="y">а</p>', '<p>а</p>'],
    ['<a href="https://example.org">көз</a>', 'көз'],
    ['<iframe></iframe>б', 'б'],
    ['<p>в</p><svg><script>1</script></svg>', '<p>в</p>'],
    ['<img src="https://example.org/x.png" alt="Сурет">', 'Сурет'],
    ['<img src="javascript:x" onerror="y">', ''],
    ['<form><input name="x">г</form>', 'г'],
    ['<h1>Тақырып</h1>', '<h3>Тақырып</h3>'],
    ['<math><annotation-xml><p>x</p></annotation-xml><mi>y</mi></math>', '<math><mi>y</mi></math>'],
  ])('%s becomes %s', (html, expected) => {
    expect(shown(html)).toBe(`<main>${expected}</main>`);
  });
});

it.each([
  ['жай мәтін', 'жай мәтін'],
  ['<p>бір</p> <p>екі &amp; үш</p>', 'бір екі & үш'],
])('the words of %s', (html, words) => {
  expect(textOf(html)).toBe(words);
});
