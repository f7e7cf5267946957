/// Texts of the staff pages, one language at a time.
import { textArea, type Translate } from '../../shared/i18n';
import type kk from './kk';

export const staff = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useStaff = staff.useText;
/** The translating function, for what is computed outside of a component. */
export type Say = Translate<typeof kk>;
