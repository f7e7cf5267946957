/// The register of candidates, in Russian.
import type { Catalogue } from '../../../shared/i18n';
import type kk from './kk';

export default {
  'candidates.title': 'Кандидаты',
  'candidates.empty': 'Кандидатов пока нет.',
  'candidates.new': 'Зарегистрировать кандидата',
  'candidates.login': 'Логин',
  'candidates.name': 'Имя',
  'candidates.number': 'Персональный номер',
  'candidates.attempts': 'Тестирований',
  'candidates.search': 'Поиск (логин, имя или номер)',
  'candidates.nothing': 'Ничего не найдено.',
  'newCandidate.title': 'Зарегистрировать кандидата',
  'newCandidate.login': 'Логин',
  'newCandidate.loginHint': 'Латинские буквы, цифры и знаки . _ @ -, не менее 3 знаков',
  'newCandidate.name': 'Фамилия, имя, отчество',
  'newCandidate.iin': 'ИИН',
  'newCandidate.iinHint': '12 цифр. Сам номер не хранится, только его след, вычисленный с ключом.',
  'newCandidate.iinLength': 'ИИН состоит из 12 цифр.',
  'newCandidate.iinChecksum': 'Контрольная цифра не сходится: проверьте цифры.',
  'newCandidate.loginBad': 'Логин – не менее 3 знаков: латинские буквы, цифры, . _ @ -',
  'newCandidate.nameMissing': 'Введите имя.',
  'newCandidate.submit': 'Зарегистрировать',
  'newCandidate.doneTitle': 'Кандидат зарегистрирован',
  'newCandidate.done': 'Пароль показывается здесь один раз. Передайте его кандидату и закройте окно.',
  'newCandidate.password': 'Пароль',
  'newCandidate.copy': 'Скопировать',
  'newCandidate.copied': 'Скопировано',
  'newCandidate.close': 'Записано, закрыть',
} satisfies Catalogue<typeof kk>;
