/// Texts of the display settings.
import { textArea } from '../../../shared';
import type kk from './kk';

export const displayTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useDisplayText = displayTexts.useText;
