/// What the candidate's page says around a proctor's message, in Russian.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  title: 'Сообщение проктора',
  room: 'Проктор просит показать комнату',
  roomHow: 'Медленно поверните камеру: покажите комнату, стол и дверь. Потом верните камеру на место.',
  time: 'Время теста идёт. Ваши ответы сохранены.',
  understood: 'Понятно',
  roomDone: 'Комната показана',
  answered: 'Проктор увидит, когда вы нажали кнопку.',
};

export default texts;
