/// What stands beside the recording, in Russian.
import type { Catalogue } from '../../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  moment: 'Кадр в {time}',
  sound: 'Звук',
  screen: 'Экран кандидата',
  screenNone: 'В этот момент экран не записывался',
  reference: 'Для сравнения: первый кадр, {time}',
  enrolment: 'Для сравнения: снимок проверки оборудования',
  item: 'Задание на экране',
  itemOf: 'Задание на экране: № {n}',
  itemNone: 'Неизвестно, какое задание было открыто в этот момент: на него не отвечали.',
  itemNotYours: 'Текст задания видит только тот, кто взял проверку.',
  loop: 'Повторять выбранное событие',
  loopOn: 'Событие повторяется',
  reference_key: 'Показать или скрыть кадр для сравнения',
  item_key: 'Показать или скрыть задание на экране',
  decide_key: 'Перейти к решению',
};

export default texts;
