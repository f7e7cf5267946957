/// The calculator's texts in Russian.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Калькулятор',
  title: 'Калькулятор',
  move: 'Калькулятор: передвинуть (мышью или клавишами-стрелками)',
  dock: 'Вернуть на место',
  close: 'Закрыть калькулятор',
  keys: 'Работает и с клавиатуры; Esc – закрыть.',
  division_by_zero: 'На ноль делить нельзя',
  too_large: 'Слишком большое число',
  'key.clear': 'Очистить',
  'key.erase': 'Стереть последнюю цифру',
  'key.percent': 'Процент',
  'key.divide': 'Разделить',
  'key.multiply': 'Умножить',
  'key.subtract': 'Вычесть',
  'key.add': 'Прибавить',
  'key.sign': 'Сменить знак',
  'key.point': 'Десятичная запятая',
  'key.equals': 'Равно',
};
export default texts;
