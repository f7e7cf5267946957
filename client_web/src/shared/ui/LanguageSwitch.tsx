/// Chooses the page's language: three names, each in itself.
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useShared } from '../i18n';
import css from './LanguageSwitch.module.css';

export function LanguageSwitch() {
  const t = useShared();
  const { language, setLanguage } = useLanguage();
  return (
    <div role="group" aria-label={t('shell.language')} className={css.switch}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          className={css.choice}
          aria-pressed={each === language}
          aria-label={LANGUAGE_NAMES[each]}
          title={LANGUAGE_NAMES[each]}
          data-testid={`language-${each}`}
          onClick={() => setLanguage(each)}
        >
          {SHORT_NAMES[each]}
        </button>
      ))}
    </div>
  );
}

const SHORT_NAMES = { kk: 'Қаз', ru: 'Рус', en: 'Eng' } as const;
