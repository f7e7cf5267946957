import { describe, expect, it } from 'vitest';
import { type Calculator, type CalculatorKey, CLEARED, pressed } from './arithmetic';
import { calculatorKey } from './keys';

/** Type keys as on a keyboard; "s" changes the sign, "c" clears, "<" erases. */
function typed(keys: string): Calculator {
  const named: Record<string, CalculatorKey> = {
    s: { press: 'sign' },
    c: { press: 'clear' },
    '<': { press: 'erase' },
  };
  return Array.from(keys.replaceAll(' ', '')).reduce((state, key) => {
    const pressedKey = named[key] ?? calculatorKey(key, '');
    if (!pressedKey) throw new Error(`no such key: ${key}`);
    return pressed(state, pressedKey);
  }, CLEARED);
}

describe('the calculator', () => {
  it.each([
    ['0,1 + 0,2 =', '0.3'],
    ['1,005 * 100 =', '100.5'],
    ['4,35 * 100 =', '435'],
    ['10 / 4 =', '2.5'],
    ['1 / 3 =', '0.33333333333'],
    ['1 / 3 * 3 =', '0.99999999999'],
    ['2 / 3 =', '0.66666666667'],
    ['999999999999 - 1 =', '999999999998'],
    ['12 - 20 =', '-8'],
    ['2 + 3 * 4 =', '20'],
    ['5 + = ', '10'],
    ['5 + 3 = = =', '14'],
    ['7 * 2 = + 1 =', '15'],
    ['6 + * 7 =', '42'],
    ['200 + 15 % =', '230'],
    ['200 * 15 % =', '30'],
    ['15 %', '0.15'],
    ['8 s + 3 =', '-5'],
    ['0 s', '0'],
    ['007', '7'],
    ['1,2,5', '1.25'],
    [',5 + ,5 =', '1'],
    ['129 < 5', '125'],
    ['12 <<< 7', '7'],
    ['12 + 3 c 4', '4'],
    ['1234567890123', '123456789012'],
  ])('%s shows %s', (keys, shown) => {
    const state = typed(keys);
    expect(state.fault).toBeNull();
    expect(state.entry).toBe(shown);
  });

  it.each([
    ['1 / 0 =', 'division_by_zero'],
    ['999999999999 + 1 =', 'too_large'],
    ['999999 * 9999999 =', 'too_large'],
  ])('%s is a fault that only "clear" leaves: %s', (keys, fault) => {
    const state = typed(keys);
    expect(state.fault).toBe(fault);
    expect(pressed(state, { press: 'digit', digit: 5 })).toBe(state);
    expect(pressed(state, { press: 'clear' })).toEqual(CLEARED);
  });
});

describe('calculatorKey', () => {
  it('knows digits by what they type or, in layouts whose upper row types letters, by their place', () => {
    expect(calculatorKey('5', 'Digit5')).toEqual({ press: 'digit', digit: 5 });
    expect(calculatorKey('ң', 'Digit4')).toEqual({ press: 'digit', digit: 4 });
    expect(calculatorKey('%', 'Digit5')).toEqual({ press: 'percent' });
    expect(calculatorKey('*', 'Digit8')).toEqual({ press: 'multiply' });
    expect(calculatorKey('!', 'Digit1')).toBeNull();
    expect(calculatorKey(',', 'NumpadDecimal')).toEqual({ press: 'point' });
    expect(calculatorKey('a', 'KeyA')).toBeNull();
  });
});
