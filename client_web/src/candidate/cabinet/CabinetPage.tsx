/// The candidate's tests: what each is, when it may be taken, how far it has come.
import { Loader } from '@mantine/core';
import { Link } from 'wouter';
import { NoticeLink } from '../../notices/NoticeLink';
import { AccountBar, AppShell, ErrorNotice, type Schemas, usePageTitle, useShared } from '../../shared';
import { useBookingText } from '../booking/texts';
import { useAttempts } from '../data';
import { useText } from '../texts';
import { PageHead } from '../ui/PageHead';
import { AttemptCard } from './AttemptCard';
import css from './CabinetPage.module.css';

export function CabinetPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useText();
  const common = useShared();
  const booking = useBookingText();
  const attempts = useAttempts();
  usePageTitle(t('cabinet.title'));
  return (
    <AppShell homeHref="/" account={<AccountBar account={account} />}>
      <PageHead title={t('cabinet.title')} lead={t('cabinet.lead')} />
      <nav className={css.ways} aria-label={common('shell.navigation')}>
        <Link href="/booking" data-testid="booking-link">
          {booking('link')}
        </Link>
        <NoticeLink href="/notices" />
      </nav>
      <ErrorNotice error={attempts.error} onRetry={() => void attempts.refetch()} />
      {attempts.isPending && (
        <div role="status">
          <Loader size="sm" aria-hidden />
          <span className="visually-hidden">{common('shell.loading')}</span>
        </div>
      )}
      {attempts.data?.length === 0 && <p className={css.none}>{t('cabinet.none')}</p>}
      {attempts.data && attempts.data.length > 0 && (
        <ul className={css.list} data-testid="attempt-list">
          {attempts.data.map((attempt) => (
            <li key={attempt.id}>
              <AttemptCard attempt={attempt} />
            </li>
          ))}
        </ul>
      )}
    </AppShell>
  );
}
