/// Texts of a test's parts: what each asks, the breaks between, extra time and pauses.
import { textArea } from '../../../shared';
import type kk from './kk';

export const blockTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useBlockText = blockTexts.useText;
