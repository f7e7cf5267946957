/// Texts of readings, reasons and the pace.
import { textArea } from '../../shared/i18n';
import type kk from './kk';

export const proctorTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useProctorText = proctorTexts.useText;
