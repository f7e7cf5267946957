/// The calculator's texts.
import { textArea } from '../../../shared';
import type kk from './kk';

export const calculatorTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useCalculatorText = calculatorTexts.useText;
