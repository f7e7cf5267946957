/// Texts of notices: what the house tells a person, and where.
import { textArea } from '../../shared';
import type kk from './kk';

export const noticeTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useNoticeText = noticeTexts.useText;
