/// Texts of the display settings in Russian.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Вид',
  title: 'Размер текста и контраст',
  scale: 'Размер текста',
  contrast: 'Контраст',
  contrast_normal: 'Обычный',
  contrast_high: 'Высокий',
  kept: 'Выбор действует сразу и сохраняется на этом компьютере. На время и ответы он не влияет.',
};
export default texts;
