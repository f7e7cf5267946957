/// Taking a session's report, in Russian.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  title: 'Отчёт',
  lead: 'В нём только личный номер и псевдонимы, без имени и ИИН. Каждое получение заносится в журнал.',
  language: 'Язык отчёта',
  kk: 'Казахский',
  ru: 'Русский',
  en: 'Английский',
  pdf: 'PDF со снимками',
  csv: 'Таблица CSV',
  json: 'JSON',
  making: 'Отчёт составляется…',
  done: 'Отчёт скачан: {name}',
};
export default texts;
