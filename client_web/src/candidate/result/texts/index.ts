/// Texts of the end: awaiting the decision, and the result.
import { textArea } from '../../../shared';
import type kk from './kk';

export const resultTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useResultText = resultTexts.useText;
