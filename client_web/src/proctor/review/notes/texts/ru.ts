/// A proctor's own notes at a time, in Russian.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Мои заметки',
  'lead': 'Их видите только вы. Заметка помнит, к какому моменту она относится.',
  'none': 'Заметок пока нет.',
  'text': 'Новая заметка',
  'add': 'Добавить к моменту {time}',
  'jump': 'Перейти к моменту {time}',
  'remove': 'Удалить',
  'removeOf': 'Удалить заметку к моменту {time}',
  'removed': 'Заметка удалена.',
  'undo': 'Вернуть',
  'added': 'Заметка добавлена к моменту {time}.',
};
export default texts;
