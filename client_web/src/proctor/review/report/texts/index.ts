/// Texts of taking a session's report.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const reportTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useReportText = reportTexts.useText;
