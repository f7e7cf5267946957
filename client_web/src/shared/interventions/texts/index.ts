/// What a proctor can say in set words; both the candidate's and the proctor's page know them.
import { textArea } from '../../i18n';
import type kk from './kk';

export const interventionTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useInterventionText = interventionTexts.useText;
