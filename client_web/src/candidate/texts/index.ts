/// The candidate's texts.
import { textArea } from '../../shared';
import type kk from './kk';

export const candidateTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useText = candidateTexts.useText;
