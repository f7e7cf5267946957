/// Texts of what every new account has.
import { textArea } from '../../../shared';
import type kk from './kk';

export const accountTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useAccountText = accountTexts.useText;
