// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { formulaText } from './formula';
import { storedBlock, storedLine } from './html';

describe('a block', () => {
  it.each([
    ['<p></p>', ''],
    ['<p>Сұрақ?</p>', '<p>Сұрақ?</p>'],
    ['<ul><li><p>а</p></li></ul>', '<ul><li>а</li></ul>'],
    ['<ul><li><p>а</p><p>б</p></li></ul>', '<ul><li><p>а</p><p>б</p></li></ul>'],
    [
      '<table><tbody><tr><th colspan="1" rowspan="1"><p>а</p></th></tr><tr><td colspan="2"><p>б</p></td></tr></tbody></table>',
      '<table><tbody><tr><th scope="col">а</th></tr><tr><td colspan="2">б</td></tr></tbody></table>',
    ],
  ])('%s is kept as %s', (written, stored) => {
    expect(storedBlock(written)).toBe(stored);
  });
});

it.each([
  ['<p>Алма</p>', 'Алма'],
  ['<p></p>', ''],
  ['<p>x<sub>2</sub></p>', 'x<sub>2</sub>'],
])('the line %s is kept as %j', (written, stored) => {
  expect(storedLine(written)).toBe(stored);
});

describe('a formula', () => {
  it('keeps what is MathML and nothing else', () => {
    const pasted = '<m:math class="x" onclick="y"><m:mi>x</m:mi><script>1</script></m:math>';
    const kept = formulaText(pasted) ?? '';
    expect(kept).toContain('<mi>x</mi>');
    expect(kept).not.toMatch(/class|onclick|script/);
  });

  it.each(['', 'x + y', '<p>x</p>', '<math></math>'])('is none: %j', (written) => {
    expect(formulaText(written)).toBeNull();
  });
});
