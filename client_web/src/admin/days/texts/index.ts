/// Texts of declared days off and working days.
import { textArea } from '../../../shared';
import type kk from './kk';

export const dayTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useDayText = dayTexts.useText;
