/// Texts of colleagues' accounts.
import { textArea } from '../../../shared';
import type kk from './kk';

export const colleagueTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useColleagueText = colleagueTexts.useText;
