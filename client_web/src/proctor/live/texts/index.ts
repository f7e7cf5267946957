/// Texts of live viewing and of the alarms on the live wall.
import { textArea } from '../../../shared';
import type kk from './kk';

export const liveTexts = textArea<typeof kk>({
  kk: () => import('./kk'),
  ru: () => import('./ru'),
  en: () => import('./en'),
});
export const useLiveText = liveTexts.useText;
