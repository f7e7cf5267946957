/// Pausing an attempt, in Russian.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'open': 'Остановить время…',
  'openPaused': 'Продолжить время…',
  'standing': 'часы стоят',
  'title': 'Номер {number}: приостановить или продолжить',
  'lead': 'На паузе время кандидата не уходит, а ответы не принимаются. Это возможно, только если пауза есть в программе. Действие заносится в журнал.',
  'pause': 'Приостановить',
  'resume': 'Продолжить',
  'reason': 'Основание',
  'reasonWrong': 'Напишите основание: от 3 до 2000 знаков.',
  'paused': 'Время номера {number} остановлено.',
  'resumed': 'Время номера {number} снова идёт.',
};
export default texts;
