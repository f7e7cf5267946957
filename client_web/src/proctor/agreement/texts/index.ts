/// Texts of how reviewers agree, for seniors.
import { textArea } from '../../../shared';
import type kk from './kk';

export const agreementTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useAgreementText = agreementTexts.useText;
