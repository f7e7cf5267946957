/// Texts of the blueprints’ pages.
import { textArea } from '../../../../shared/i18n';
import type kk from './kk';

export const blueprintTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useBlueprintText = blueprintTexts.useText;
