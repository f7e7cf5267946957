/// The candidate's notices.
import { useMemo } from 'react';
import { NoticesList } from '../../notices/NoticesPage';
import { useNoticeText } from '../../notices/texts';
import { AccountBar, AppShell, local, type Schemas, useLanguage, usePageTitle } from '../../shared';
import { BackHome } from '../booking/BackHome';
import { useAttempts } from '../data';
import { PageHead } from '../ui/PageHead';

export function NoticesPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useNoticeText();
  const { language } = useLanguage();
  const attempts = useAttempts();
  const titles = useMemo(
    () => new Map(attempts.data?.map((each) => [each.programme_id, local(each.title, language)])),
    [attempts.data, language],
  );
  usePageTitle(t('title'));
  return (
    <AppShell homeHref="/" account={<AccountBar account={account} />}>
      <PageHead above={<BackHome />} title={t('title')} />
      <NoticesList titles={titles} />
    </AppShell>
  );
}
