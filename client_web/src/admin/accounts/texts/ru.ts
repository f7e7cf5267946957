/// What every new account has, in Russian.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'login': 'Логин',
  'loginHint': 'Латинские буквы, цифры и знаки . _ @ -, не менее 3 знаков',
  'loginBad': 'Логин – не менее 3 знаков: латинские буквы, цифры, . _ @ -',
  'name': 'Фамилия, имя, отчество',
  'nameMissing': 'Введите имя.',
  'copy': 'Скопировать',
  'copied': 'Скопировано',
  'close': 'Записано, закрыть',
};
export default texts;
