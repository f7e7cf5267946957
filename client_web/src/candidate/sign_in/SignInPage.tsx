/// The first page: what this place is, and the way in.
import { AppShell, SignInForm, usePageTitle, useShared } from '../../shared';
import { useText } from '../texts';
import css from './SignInPage.module.css';

export function SignInPage() {
  const t = useText();
  const common = useShared();
  usePageTitle(common('sign_in.title'));
  return (
    <AppShell homeHref="/">
      <div className={css.page}>
        <section className={css.welcome}>
          <h1>{t('welcome.title')}</h1>
          <p className={css.lead}>{t('welcome.lead')}</p>
          <h2 className={css.needs}>{t('welcome.needs')}</h2>
          <ul>
            <li>{t('welcome.need_computer')}</li>
            <li>{t('welcome.need_devices')}</li>
            <li>{t('welcome.need_line')}</li>
            <li>{t('welcome.need_room')}</li>
          </ul>
        </section>
        <section className={css.card} aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{common('sign_in.title')}</h2>
          <SignInForm />
          <p className={css.note}>{t('welcome.no_login')}</p>
        </section>
      </div>
    </AppShell>
  );
}
