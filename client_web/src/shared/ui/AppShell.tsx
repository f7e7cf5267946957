/// The frame of every page: skip link, header with the mark and the language, main, footer.
import { type ReactNode, useEffect } from 'react';
import { useShared } from '../i18n';
import css from './AppShell.module.css';
import { LanguageSwitch } from './LanguageSwitch';
import mark from './mark.svg';

interface AppShellProps {
  readonly homeHref: string;
  /** Links between sections, shown beside the mark. */
  readonly navigation?: ReactNode;
  /** Shown at the right before the language: a name, a sign-out button. */
  readonly account?: ReactNode;
  /** `narrow` for forms and reading, `wide` for tables and the test. */
  readonly width?: 'narrow' | 'normal' | 'wide';
  /** False hides the footer where every line counts. */
  readonly footer?: boolean;
  readonly children: ReactNode;
}

export function AppShell({
  homeHref,
  navigation,
  account,
  width = 'normal',
  footer = true,
  children,
}: AppShellProps) {
  const t = useShared();
  return (
    <div className={css.page}>
      <a className={css.skip} href="#main">
        {t('shell.skip')}
      </a>
      <header className={css.header}>
        <div className={css.bar}>
          <a href={homeHref} className={css.brand}>
            <img src={mark} alt="" width={32} height={32} />
            <span>{t('brand.name')}</span>
          </a>
          {navigation && (
            <nav aria-label={t('shell.navigation')} className={css.navigation}>
              {navigation}
            </nav>
          )}
          <div className={css.tools}>
            {account}
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={css.main} data-width={width}>
        {children}
      </main>
      {footer && (
        <footer className={css.footer}>
          <span>{t('brand.name')}</span> · <span>{t('brand.purpose')}</span>
        </footer>
      )}
    </div>
  );
}

/** Set the document's title while the calling component is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Synaq`;
  }, [title]);
}
