/// Texts of a programme's signals.
import { textArea } from '../../../shared';
import type kk from './kk';

export const signalTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useSignalText = signalTexts.useText;
