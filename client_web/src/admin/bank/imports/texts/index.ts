/// Texts of the import’s pages.
import { textArea } from '../../../../shared/i18n';
import type kk from './kk';

export const importTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useImportText = importTexts.useText;
