/// Texts of what a proctor says and does to an attempt in progress.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const actTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useActText = actTexts.useText;
export type ActText = ReturnType<typeof useActText>;
