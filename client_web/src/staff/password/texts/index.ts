/// Texts of one's own password.
import { textArea } from '../../../shared';
import type kk from './kk';

export const passwordTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const usePasswordText = passwordTexts.useText;
