// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { belongsToTarget, commandOf, KEYS, type Pressed } from './shortcuts';

const press = (code: string, key = '', more: Partial<Pressed> = {}): Pressed => ({
  code,
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

describe('commandOf', () => {
  it('goes by the place of the key: С of a Russian layout confirms', () => {
    expect(commandOf(press('KeyC', 'с'))).toBe('confirm');
    expect(commandOf(press('KeyD', 'в'))).toBe('dismiss');
  });

  it('takes the question mark wherever a layout has it', () => {
    expect(commandOf(press('Digit7', '?', { shiftKey: true }))).toBe('help');
    expect(commandOf(press('Slash', '?', { shiftKey: true }))).toBe('help');
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'] as const)(
    'leaves combinations with %s to the browser',
    (modifier) => {
      expect(commandOf(press('KeyC', 'c', { [modifier]: true }))).toBeNull();
    },
  );

  it('knows no other keys', () => {
    expect(commandOf(press('KeyQ', 'q'))).toBeNull();
    expect(commandOf(press('toString', ''))).toBeNull();
  });

  it('explains every command in the help', () => {
    expect(new Set(KEYS.map(({ command }) => command)).size).toBe(18);
  });
});

describe('belongsToTarget', () => {
  const inside = (html: string, selector: string): Element | null => {
    document.body.innerHTML = html;
    return document.querySelector(selector);
  };

  it.each([
    ['<textarea></textarea>', 'textarea', 'KeyC', true],
    ['<input>', 'input', 'KeyC', true],
    ['<input type="radio">', 'input', 'KeyC', false],
    ['<input type="radio">', 'input', 'ArrowLeft', true],
    ['<select></select>', 'select', 'KeyN', true],
    ['<button><span>x</span></button>', 'span', 'Space', true],
    ['<button></button>', 'button', 'KeyC', false],
    ['<div role="slider"></div>', 'div', 'ArrowLeft', true],
    ['<div role="slider"></div>', 'div', 'KeyJ', false],
    ['<dialog open><button></button></dialog>', 'button', 'KeyC', true],
    ['<p></p>', 'p', 'Space', false],
  ])('%s %s %s → %s', (html, selector, code, expected) => {
    expect(belongsToTarget(inside(html, selector), code)).toBe(expected);
  });
});
