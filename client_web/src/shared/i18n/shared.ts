/// Texts that every page uses: sign-in, errors, the frame of the page.
import { textArea } from './area';
import type kk from './shared.kk';

export const shared = textArea<typeof kk>({
  kk: () => import('./shared.kk'),
  ru: () => import('./shared.ru'),
  en: () => import('./shared.en'),
});
export const useShared = shared.useText;
