/// An address that leads nowhere.
import { Link } from 'wouter';
import { AccountBar, AppShell, type Schemas, usePageTitle, useShared } from '../shared';
import { useText } from './texts';
import { PageHead } from './ui/PageHead';

export function NotFoundPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useText();
  const common = useShared();
  usePageTitle(t('not_found.title'));
  return (
    <AppShell homeHref="/" width="narrow" account={<AccountBar account={account} />}>
      <PageHead title={t('not_found.title')} lead={common('problem.unknown_route')} />
      <Link href="/">{t('cabinet.back')}</Link>
    </AppShell>
  );
}
