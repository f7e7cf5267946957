/// Words of the guard: friendly, factual.
import { textArea } from '../../../shared';
import type kk from './kk';

export const guardTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useGuardText = guardTexts.useText;
