/// Texts of the register of candidates.
import { textArea } from '../../../shared/i18n';
import type kk from './kk';

export const candidateTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useCandidateText = candidateTexts.useText;
