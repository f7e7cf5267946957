/// Texts of the materials’ pages.
import { textArea } from '../../../../shared/i18n';
import type kk from './kk';

export const stimuliTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useStimuliText = stimuliTexts.useText;
