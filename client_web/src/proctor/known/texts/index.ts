/// Texts of known answers: what a senior knows of settled events.
import { textArea } from '../../../shared';
import type kk from './kk';

export const knownTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useKnownText = knownTexts.useText;
