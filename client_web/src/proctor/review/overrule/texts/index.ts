/// Texts of a senior's new decision.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const overruleTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useOverruleText = overruleTexts.useText;
