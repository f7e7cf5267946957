/// The running test's texts.
import { textArea } from '../../../shared';
import type kk from './kk';

export const testTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useTestText = testTexts.useText;
