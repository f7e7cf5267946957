/// Texts of the item bank.
import { textArea, type Translate } from '../../../shared/i18n';
import type kk from './kk';

export const bankTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useBank = bankTexts.useText;
/** The translating function, for what is computed outside of a component. */
export type Say = Translate<typeof kk>;
