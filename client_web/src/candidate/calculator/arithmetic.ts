/// What a pocket calculator shows after each key. Decimal throughout (0,1 + 0,2 is 0,3), and nothing is evaluated.
import Big from 'big.js';

export type Operation = 'add' | 'subtract' | 'multiply' | 'divide';
export type CalculatorKey =
  | { readonly press: 'digit'; readonly digit: number }
  | { readonly press: 'point' | 'equals' | 'percent' | 'sign' | 'clear' | 'erase' }
  | { readonly press: Operation };

/** Numbers are kept as text with a decimal point, as typed or as computed. */
export interface Calculator {
  readonly entry: string;
  /** True while digits extend the entry; false when the next digit begins a new one. */
  readonly typing: boolean;
  readonly left: string | null;
  readonly operation: Operation | null;
  /** What "=" pressed again does once more. */
  readonly repeat: { readonly operation: Operation; readonly right: string } | null;
  readonly fault: 'division_by_zero' | 'too_large' | null;
}

const DIGITS = 12;
const LARGEST = new Big(10).pow(DIGITS);
const SMALLEST_DIVISION_PLACES = 24;
const Decimal = Big();
Decimal.DP = SMALLEST_DIVISION_PLACES;
Decimal.RM = Decimal.roundHalfUp;

export const CLEARED: Calculator = {
  entry: '0',
  typing: false,
  left: null,
  operation: null,
  repeat: null,
  fault: null,
};

/** The calculator after a key; a fault is left by "clear" alone. */
export function pressed(before: Calculator, key: CalculatorKey): Calculator {
  if (key.press === 'clear') return CLEARED;
  if (before.fault) return before;
  switch (key.press) {
    case 'digit':
      return withDigit(before, String(key.digit));
    case 'point':
      return withPoint(before);
    case 'erase':
      return erased(before);
    case 'sign':
      return { ...before, entry: negated(before.entry) };
    case 'percent':
      return percent(before);
    case 'equals':
      return equals(before);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return withOperation(before, key.press);
  }
}

function withDigit(before: Calculator, digit: string): Calculator {
  if (!before.typing) return { ...before, entry: digit, typing: digit !== '0' };
  if (before.entry.replace(/\D/g, '').length >= DIGITS) return before;
  return { ...before, entry: before.entry === '0' ? digit : before.entry + digit };
}

function withPoint(before: Calculator): Calculator {
  if (!before.typing) return { ...before, entry: '0.', typing: true };
  return before.entry.includes('.') ? before : { ...before, entry: `${before.entry}.` };
}

function erased(before: Calculator): Calculator {
  if (!before.typing) return before;
  const left = before.entry.slice(0, -1);
  return left === '' || left === '-' || left === '0'
    ? { ...before, entry: '0', typing: false }
    : { ...before, entry: left };
}

/** Per cent of the left number for + and −, else a hundredth. */
function percent(before: Calculator): Calculator {
  const whole = before.operation === 'add' || before.operation === 'subtract' ? before.left : null;
  const hundredth = new Decimal(before.entry).div(100);
  return shown({ ...before, typing: false }, whole === null ? hundredth : hundredth.times(whole));
}

function withOperation(before: Calculator, operation: Operation): Calculator {
  const changesMind = before.operation !== null && !before.typing && before.left === before.entry;
  const done = before.operation !== null && !changesMind ? equals(before) : before;
  return done.fault ? done : { ...done, left: done.entry, operation, typing: false, repeat: null };
}

function equals(before: Calculator): Calculator {
  if (before.operation !== null && before.left !== null) {
    const after = computed(before, before.left, before.operation, before.entry);
    return { ...after, repeat: { operation: before.operation, right: before.entry } };
  }
  if (before.repeat) {
    return computed(before, before.entry, before.repeat.operation, before.repeat.right);
  }
  return { ...before, typing: false };
}

function computed(before: Calculator, left: string, operation: Operation, right: string): Calculator {
  const after = { ...before, left: null, operation: null, typing: false };
  const [a, b] = [new Decimal(left), new Decimal(right)];
  switch (operation) {
    case 'add':
      return shown(after, a.plus(b));
    case 'subtract':
      return shown(after, a.minus(b));
    case 'multiply':
      return shown(after, a.times(b));
    case 'divide':
      return b.eq(0) ? { ...after, entry: '0', fault: 'division_by_zero' } : shown(after, a.div(b));
  }
}

/** Show a number with at most twelve digits. */
function shown(before: Calculator, number: Big): Calculator {
  if (number.abs().gte(LARGEST)) return { ...before, entry: '0', fault: 'too_large' };
  const whole = number.abs().round(0, Decimal.roundDown).toFixed().length;
  const rounded = number.round(DIGITS - whole, Decimal.roundHalfUp);
  return rounded.abs().gte(LARGEST)
    ? { ...before, entry: '0', fault: 'too_large' }
    : { ...before, entry: rounded.toFixed() };
}

function negated(entry: string): string {
  if (entry.startsWith('-')) return entry.slice(1);
  return /[1-9]/.test(entry) ? `-${entry}` : entry;
}
