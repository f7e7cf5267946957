/// Texts of those who mark essays.
import { textArea } from '../../shared/i18n';
import type kk from './kk';

export const markerTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useMarkerText = markerTexts.useText;
