/// Texts of the camera, the microphone and the screen during the test.
import { textArea } from '../../../shared';
import type kk from './kk';

export const mediaTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useMediaText = mediaTexts.useText;
