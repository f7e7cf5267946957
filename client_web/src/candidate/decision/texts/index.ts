/// Texts of a decision towards its candidate: what is held against them, the evidence, the appeal.
import { textArea } from '../../../shared';
import type kk from './kk';

export const decisionTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useDecisionText = decisionTexts.useText;
