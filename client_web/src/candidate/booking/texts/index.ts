/// Texts of booking a test.
import { textArea } from '../../../shared';
import type kk from './kk';

export const bookingTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useBookingText = bookingTexts.useText;
