/// What a colleague sees before anything else while their password is one that somebody gave them.
import { AccountBar, AppShell, type Schemas, usePageTitle } from '../../shared';
import card from '../SignInPage.module.css';
import { PasswordForm } from './PasswordForm';
import { usePasswordText } from './texts';

export function FirstPasswordPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = usePasswordText();
  usePageTitle(t('first.title'));
  return (
    <AppShell homeHref="/staff" width="narrow" account={<AccountBar account={account} />}>
      <div className={card.card} data-testid="first-password">
        <h1>{t('first.title')}</h1>
        <p className={card.lead}>{t('first.lead')}</p>
        <PasswordForm login={account.login} first />
      </div>
    </AppShell>
  );
}
