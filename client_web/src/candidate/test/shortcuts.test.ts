// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { belongsToElement, commandOf } from './shortcuts';

const press = (code: string, key = '', held: 'altKey' | 'ctrlKey' | 'metaKey' | null = null) =>
  commandOf(
    { code, key, altKey: held === 'altKey', ctrlKey: held === 'ctrlKey', metaKey: held === 'metaKey' },
    4,
  );

describe('commandOf', () => {
  // In the Kazakh layout the row of digits types letters, and "n" types "т".
  it('goes by the place of the key, not by what the layout types', () => {
    expect(press('Digit2', 'і')).toEqual({ do: 'choose', index: 1 });
    expect(press('KeyN', 'т')).toEqual({ do: 'next' });
  });

  it.each([
    ['KeyP', { do: 'previous' }],
    ['KeyF', { do: 'flag' }],
    ['ArrowDown', { do: 'option_down' }],
    ['Numpad4', { do: 'choose', index: 3 }],
    ['Digit5', null],
    ['KeyX', null],
  ])('%s: %j', (code, expected) => {
    expect(press(code)).toEqual(expected);
  });

  it('opens help by the question mark', () => {
    expect(press('Slash', '?')).toEqual({ do: 'help' });
  });

  it.each(['altKey', 'ctrlKey', 'metaKey'] as const)('leaves keys with %s to the browser', (held) => {
    expect(press('KeyN', 'n', held)).toBeNull();
  });
});

describe('belongsToElement', () => {
  const element = (html: string): Element | null => {
    document.body.innerHTML = html;
    return document.querySelector('#x');
  };

  it('leaves arrows to radio buttons, but takes their letters', () => {
    const radio = element('<input id="x" type="radio">');
    expect(belongsToElement(radio, 'ArrowDown')).toBe(true);
    expect(belongsToElement(radio, 'KeyN')).toBe(false);
  });

  it('takes nothing inside of a dialog or a text field', () => {
    expect(belongsToElement(element('<div role="dialog"><button id="x"></button></div>'), 'KeyN')).toBe(true);
    expect(belongsToElement(element('<input id="x" type="text">'), 'KeyN')).toBe(true);
    expect(belongsToElement(element('<button id="x"></button>'), 'KeyN')).toBe(false);
  });
});
