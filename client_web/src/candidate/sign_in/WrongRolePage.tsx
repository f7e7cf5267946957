/// A member of staff on the candidates' page: where to go instead.
import { AccountBar, AppShell, type Schemas, usePageTitle } from '../../shared';
import { useText } from '../texts';
import { PageHead } from '../ui/PageHead';

export function WrongRolePage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useText();
  usePageTitle(t('wrong_role.title'));
  return (
    <AppShell homeHref="/" width="narrow" account={<AccountBar account={account} />}>
      <PageHead title={t('wrong_role.title')} lead={t('wrong_role.lead')} />
      <a href="/staff">{t('wrong_role.go')}</a>
    </AppShell>
  );
}
