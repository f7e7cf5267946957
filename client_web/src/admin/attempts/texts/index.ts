/// Texts of what is done to one attempt: added time, accommodations, the direction of an essay.
import { textArea, type Translate } from '../../../shared/i18n';
import type kk from './kk';

export const attemptTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useAttemptText = attemptTexts.useText;
/** The translating function, for what is computed outside of a component. */
export type SayOfAttempt = Translate<typeof kk>;
