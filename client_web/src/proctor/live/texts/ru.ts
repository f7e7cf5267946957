/// Texts of live viewing in Russian.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  watch: 'Смотреть номер {number} в прямом эфире',
  title: 'Номер {number}: прямой эфир',
  lead: 'Видео отстаёт на несколько секунд. Просмотр заносится в журнал.',
  waiting: 'Ждём видео…',
  none: 'Сейчас видео не поступает.',
  unsupported: 'Этот браузер не показывает прямой эфир. Откройте страницу в Chrome.',
  screen_parts: 'Запись экрана',
  screen_part: 'От начала теста: {from} – {to}',
  storage_full:
    'Диск для записей почти заполнен: новые тестирования не начинаются, идущие продолжаются. Сообщите администратору.',
};

export default texts;
