/// What stands in the audit, in words.
import { textArea } from '../../../shared';
import type kk from './kk';

export const auditTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useAuditText = auditTexts.useText;
