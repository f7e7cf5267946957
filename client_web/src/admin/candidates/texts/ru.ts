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
  'newCandidate.iin': 'ИИН',
  'newCandidate.iinHint': '12 цифр. Сам номер не хранится, только его след, вычисленный с ключом.',
  'newCandidate.iinLength': 'ИИН состоит из 12 цифр.',
  'newCandidate.iinChecksum': 'Контрольная цифра не сходится: проверьте цифры.',
  'newCandidate.submit': 'Зарегистрировать',
  'newCandidate.doneTitle': 'Кандидат зарегистрирован',
  'newCandidate.done': 'Пароль показывается здесь один раз. Передайте его кандидату и закройте окно.',
  'newCandidate.password': 'Пароль',
} satisfies Catalogue<typeof kk>;
