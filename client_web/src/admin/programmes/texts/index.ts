/// Texts of a programme's versions and of editing its document.
import { textArea } from '../../../shared';
import type kk from './kk';

export const programmeTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useProgrammeText = programmeTexts.useText;
