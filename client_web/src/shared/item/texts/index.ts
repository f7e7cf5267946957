/// Texts around an item: buttons, limits and what a screen reader says.
import { textArea } from '../../i18n';
import type kk from './kk';

export const itemTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useItemText = itemTexts.useText;
