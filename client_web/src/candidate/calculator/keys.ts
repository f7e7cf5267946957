/// Which keyboard key presses which key of the calculator.
import type { CalculatorKey } from './arithmetic';

const BY_KEY: Readonly<Record<string, CalculatorKey>> = {
  ',': { press: 'point' },
  '.': { press: 'point' },
  '+': { press: 'add' },
  '-': { press: 'subtract' },
  '*': { press: 'multiply' },
  '/': { press: 'divide' },
  ':': { press: 'divide' },
  '%': { press: 'percent' },
  '=': { press: 'equals' },
  Enter: { press: 'equals' },
  Backspace: { press: 'erase' },
  Delete: { press: 'clear' },
};

/**
 * The calculator's key for a key of the keyboard, or null.
 *
 * Digits go by their place too: in the Kazakh layout the upper row types letters.
 */
export function calculatorKey(key: string, code: string): CalculatorKey | null {
  const digit = /^\d$/.exec(key)?.[0] ?? /^(?:Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return { press: 'digit', digit: Number(digit) };
  if (code === 'NumpadDecimal') return { press: 'point' };
  const named = BY_KEY[key];
  if (named) return named;
  const placed = /^Digit([0-9])$/.exec(code)?.[1];
  return placed !== undefined && /^\p{L}$/u.test(key) ? { press: 'digit', digit: Number(placed) } : null;
}
