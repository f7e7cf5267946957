/// Texts of what stands beside the recording.
import { textArea } from '../../../../shared';
import type kk from './kk';

export const besideTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useBesideText = besideTexts.useText;
