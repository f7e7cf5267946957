/// The calculator's texts in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Calculator',
  title: 'Calculator',
  move: 'Calculator: move it (by the mouse or the arrow keys)',
  dock: 'Put back',
  close: 'Close the calculator',
  keys: 'Works from the keyboard too; Esc closes it.',
  division_by_zero: 'Cannot divide by zero',
  too_large: 'The number is too large',
  'key.clear': 'Clear',
  'key.erase': 'Erase the last digit',
  'key.percent': 'Per cent',
  'key.divide': 'Divide',
  'key.multiply': 'Multiply',
  'key.subtract': 'Subtract',
  'key.add': 'Add',
  'key.sign': 'Change the sign',
  'key.point': 'Decimal point',
  'key.equals': 'Equals',
};
export default texts;
