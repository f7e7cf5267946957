/// Where the staff signs in.
import { AppShell, SignInForm, usePageTitle } from '../shared';
import css from './SignInPage.module.css';
import { useStaff } from './texts';

export function SignInPage() {
  const t = useStaff();
  usePageTitle(t('signIn.title'));
  return (
    <AppShell homeHref="/staff" width="narrow">
      <div className={css.card}>
        <h1>{t('signIn.title')}</h1>
        <p className={css.lead}>{t('signIn.lead')}</p>
        <SignInForm />
        <p className={css.other}>
          <a href="/">{t('signIn.toCandidate')}</a>
        </p>
      </div>
    </AppShell>
  );
}
