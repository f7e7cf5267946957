/// Texts around a proctor's message.
import { textArea } from '../../../shared';
import type kk from './kk';

export const proctorMessageTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useProctorMessageText = proctorMessageTexts.useText;
