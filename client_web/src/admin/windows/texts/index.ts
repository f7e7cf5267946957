/// Texts of an administrator's windows.
import { textArea } from '../../../shared';
import type kk from './kk';

export const windowTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useWindowText = windowTexts.useText;
