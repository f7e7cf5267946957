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
  storage_full:
    'Диск для записей почти заполнен: новые тестирования не начинаются, идущие продолжаются. Сообщите администратору.',
  layout: 'Вид',
  tiles: 'Плиток: {n}',
  list: 'Список',
  group: 'Группа',
  groupOf: 'Группа {n} из {total}',
  pages: 'Страницы',
  previousPage: 'Назад',
  nextPage: 'Вперёд',
  pageOf: '{n} из {total}',
  over: 'Тест завершён',
  waitingToRise: 'Ждут подъёма: {count}. Пока вы работаете со стеной, ничего не сдвигается.',
  risen: 'Поднялись: {numbers}',
  arrange: 'Упорядочить сейчас',
};

export default texts;
