/// Booking: every stage that is open to the candidate, with the place held or the windows to choose from.
import { Loader } from '@mantine/core';
import { AccountBar, AppShell, ErrorNotice, type Schemas, usePageTitle, useShared } from '../../shared';
import { PageHead } from '../ui/PageHead';
import { BackHome } from './BackHome';
import css from './BookingPage.module.css';
import { useOffers } from './data';
import { StageCard } from './StageCard';
import { useBookingText } from './texts';

export function BookingPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useBookingText();
  const common = useShared();
  const offers = useOffers();
  usePageTitle(t('title'));
  return (
    <AppShell homeHref="/" account={<AccountBar account={account} />}>
      <PageHead above={<BackHome />} title={t('title')} lead={t('lead')} />
      <ErrorNotice error={offers.error} onRetry={() => void offers.refetch()} />
      {offers.isPending && (
        <div role="status">
          <Loader size="sm" aria-hidden />
          <span className="visually-hidden">{common('shell.loading')}</span>
        </div>
      )}
      {offers.data?.length === 0 && <p className={css.none}>{t('none')}</p>}
      <ul className={css.list}>
        {offers.data?.map((offer) => (
          <li key={offer.programme_id}>
            <StageCard offer={offer} />
          </li>
        ))}
      </ul>
    </AppShell>
  );
}
