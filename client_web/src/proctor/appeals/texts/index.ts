/// Texts of appeals as those who answer them read them.
import { textArea } from '../../../shared';
import type kk from './kk';

export const appealTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useAppealText = appealTexts.useText;
