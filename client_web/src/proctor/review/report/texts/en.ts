/// Taking a session's report, in English.
import type { Catalogue } from '../../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  title: 'Report',
  lead: 'It holds the personal number and pseudonyms, no name and no identity number. Each one taken is logged.',
  language: 'Language of the report',
  kk: 'Kazakh',
  ru: 'Russian',
  en: 'English',
  pdf: 'PDF with pictures',
  csv: 'CSV table',
  json: 'JSON',
  making: 'The report is being made…',
  done: 'Report downloaded: {name}',
};
export default texts;
