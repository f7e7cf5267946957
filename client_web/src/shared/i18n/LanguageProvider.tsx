/// Gives every component the page's language, after that language's texts have arrived.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { AreaLoader } from './area';
import { type Language, rememberedLanguage, rememberLanguage } from './language';

interface LanguageState {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState | null>(null);

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('useLanguage outside of LanguageProvider');
  return state;
}

/** Load `areas` in the remembered language, then show the children; a switch happens when its texts are here. */
export function LanguageProvider({ areas, children }: { areas: readonly AreaLoader[]; children: ReactNode }) {
  const [language, setShown] = useState<Language | null>(null);

  const setLanguage = useCallback(
    (next: Language) => {
      rememberLanguage(next);
      void Promise.all(areas.map((area) => area.load(next))).then(() => setShown(next));
    },
    [areas],
  );
  useEffect(() => setLanguage(rememberedLanguage()), [setLanguage]);
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);

  const state = useMemo(() => (language ? { language, setLanguage } : null), [language, setLanguage]);
  return state && <LanguageContext value={state}>{children}</LanguageContext>;
}
