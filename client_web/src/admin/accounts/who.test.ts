import { expect, it } from 'vitest';
import { isBadLogin, isNameless, NOBODY, trimmed } from './who';

it.each([
  ['aru', false],
  ['  aru.login@example-1_x ', false],
  ['a'.repeat(100), false],
  ['ab', true],
  ['a'.repeat(101), true],
  ['айару', true],
  ['aru login', true],
  ['', true],
])('knows whether "%s" is no login', (login, bad) => {
  expect(isBadLogin({ ...NOBODY, login })).toBe(bad);
});

it('takes spaces for no name and sends none around one', () => {
  expect(isNameless({ login: 'aru', display_name: '   ' })).toBe(true);
  expect(trimmed({ login: ' aru ', display_name: ' Айару ' })).toEqual({
    login: 'aru',
    display_name: 'Айару',
  });
});
