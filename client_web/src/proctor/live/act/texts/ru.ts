/// What a proctor says and does to an attempt in progress, in Russian.
import type { Catalogue } from '../../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Сообщение и действия',
  openOf: 'Номер {number}: сообщение и действия',
  title: 'Номер {number}: сообщение и действия',
  lead: 'Каждый шаг заносится в журнал, страница кандидата подтверждает его.',
  message: 'Сообщение',
  which: 'Текст',
  own: 'Свой текст…',
  ownText: 'Ваш текст',
  ownHint: 'Кандидат увидит его именно таким. Не пишите имён.',
  ownMissing: 'Напишите текст.',
  inTheirLanguage: 'Кандидат увидит это на языке своей страницы.',
  send: 'Отправить',
  messageSent: 'Сообщение отправлено.',
  room: 'Комната',
  roomLead: 'Кандидата просят показать камере комнату, стол и дверь.',
  askRoom: 'Попросить показать комнату',
  roomAsked: 'Просьба отправлена.',
  end: 'Завершение теста',
  endNotAllowed: 'В этой программе проктор не может завершить тест.',
  endOpen: 'Завершить…',
  endMeans:
    'Тест закроется сразу, сохранённые ответы учитываются. Отменить это нельзя. Решение принимается только после проверки.',
  endReason: 'Причина (для журнала)',
  endReasonWrong: 'Назовите причину: не меньше трёх знаков.',
  endCancel: 'Не завершать',
  endSubmit: 'Завершить тест',
  ended: 'Тест завершён.',
  record: 'Журнал',
  recordOf: 'Сообщения и действия во время теста',
  recordEmpty: 'Пока ничего не предпринималось.',
  sent: 'отправлено, на экране ещё нет',
  shownAt: 'на экране с {time}, ответа нет',
  seenAt: 'прочитано в {time}',
  takenAt: 'страница подтвердила в {time}',
};

export default texts;
