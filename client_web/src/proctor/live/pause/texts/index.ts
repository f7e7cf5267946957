/// Texts of pausing an attempt and letting it go on.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const pauseTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const usePauseText = pauseTexts.useText;
