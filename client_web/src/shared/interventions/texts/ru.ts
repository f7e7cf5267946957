/// Proctors' set messages and what each intervention is called, in Russian.
import type { Catalogue } from '../../i18n';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  'set.face_the_camera': 'Сядьте перед камерой: лицо должно быть видно полностью.',
  'set.more_light': 'Добавьте света: лицо видно плохо.',
  'set.stay_seated': 'Не вставайте с места: до конца теста оставайтесь перед камерой.',
  'set.be_alone': 'В комнате должны быть только вы. Попросите другого человека выйти.',
  'set.no_talking': 'Во время теста ни с кем не разговаривайте.',
  'set.clear_desk': 'Уберите со стола то, что не разрешено.',
  'set.no_headphones': 'Снимите наушники.',
  'set.all_well': 'Всё в порядке, продолжайте.',
  'kind.message': 'Сообщение',
  'kind.show_room': 'Просьба показать комнату',
  'kind.pause': 'Тест приостановлен',
  'kind.resume': 'Тест продолжен',
  'kind.end': 'Тест завершён',
};

export default texts;
