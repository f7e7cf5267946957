/// Texts of the statistics’ page.
import { textArea } from '../../../../shared/i18n';
import type kk from './kk';

export const statisticsTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useStatisticsText = statisticsTexts.useText;
