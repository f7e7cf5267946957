/// Texts of a proctor's own notes at a time.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const noteTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useNoteText = noteTexts.useText;
