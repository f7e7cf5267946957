/// An area of the product (shared, candidate, staff) and its catalogue, loaded one language at a time.
import { useMemo } from 'react';
import type { Language } from './language';
import { useLanguage } from './LanguageProvider';
import { type Catalogue, fill, type PlaceholderNames } from './text';

export interface AreaLoader {
  readonly load: (language: Language) => Promise<void>;
}

type Args<T> = [PlaceholderNames<T>] extends [never]
  ? []
  : [params: Readonly<Record<PlaceholderNames<T>, string | number>>];

export type Translate<Base> = <K extends keyof Base & string>(key: K, ...args: Args<Base[K]>) => string;

export interface TextArea<Base> extends AreaLoader {
  /** Hook: the translating function in the page's language. */
  readonly useText: () => Translate<Base>;
  /** Translate outside of a component; the language must have been loaded. */
  readonly in: (language: Language) => Translate<Base>;
  readonly has: (key: string) => key is keyof Base & string;
}

/** Declare an area. `Base` is the Kazakh catalogue (`as const`), the others follow its keys. */
export function textArea<Base extends object>(
  loaders: Readonly<Record<Language, () => Promise<{ readonly default: Catalogue<Base> }>>>,
): TextArea<Base> {
  const loaded = new Map<Language, Catalogue<Base>>();

  function catalogue(language: Language): Catalogue<Base> {
    const found = loaded.get(language);
    if (!found) throw new Error(`texts in "${language}" were used before they were loaded`);
    return found;
  }

  function translator(language: Language): Translate<Base> {
    const texts = catalogue(language);
    return (key, ...args) => fill(texts[key], language, args[0]);
  }

  return {
    async load(language) {
      if (!loaded.has(language)) loaded.set(language, (await loaders[language]()).default);
    },
    useText() {
      const { language } = useLanguage();
      return useMemo(() => translator(language), [language]);
    },
    in: translator,
    has(key): key is keyof Base & string {
      return [...loaded.values()].some((texts) => key in texts);
    },
  };
}
