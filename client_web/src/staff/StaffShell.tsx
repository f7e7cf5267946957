/// The frame of the signed-in staff's pages: sections of the role, name, way out.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useNotices } from '../notices/data';
import { useNoticeText } from '../notices/texts';
import { AccountBar, AppShell, type Schemas } from '../shared';
import { usePasswordText } from './password/texts';
import { sectionsOf, type StaffRole } from './sections';
import { useStaff } from './texts';

interface StaffShellProps {
  readonly account: Schemas['AccountView'];
  readonly role: StaffRole;
  readonly children: ReactNode;
}

export function StaffShell({ account, role, children }: StaffShellProps) {
  return (
    <AppShell
      homeHref="/staff"
      width="wide"
      footer={false}
      navigation={<Navigation role={role} is_senior={account.is_senior} />}
      account={<Account account={account} />}
    >
      {children}
    </AppShell>
  );
}

/** The name, the way to one's password, the way out. */
function Account({ account }: Pick<StaffShellProps, 'account'>) {
  const t = usePasswordText();
  const [location] = useLocation();
  return (
    <AccountBar account={account}>
      <Link
        href="/password"
        aria-current={location === '/password' ? 'page' : undefined}
        data-testid="to-password"
      >
        {t('link')}
      </Link>
    </AccountBar>
  );
}

interface NavigationProps {
  readonly role: StaffRole;
  readonly is_senior: boolean;
}

function Navigation({ role, is_senior }: NavigationProps) {
  const t = useStaff();
  const notices = useNoticeText();
  const { data } = useNotices();
  const n_new = data?.filter(({ read_at }) => read_at === null).length ?? 0;
  const [location] = useLocation();
  // A review belongs to the queue it was taken from; elsewhere a section's pages lie below its address.
  const [, first = ''] = location.split('/');
  const here = first === 'reviews' ? '/queue' : `/${first}`;
  const links = [
    ...sectionsOf(role, is_senior).map((section) => ({ place: section, name: t(`app.${section}`) })),
    { place: 'notices', name: n_new > 0 ? notices('unread', { count: n_new }) : notices('title') },
  ];
  return links.map(({ place, name }) => (
    <Link
      key={place}
      href={`/${place}`}
      aria-current={here === `/${place}` ? 'page' : undefined}
      data-testid={`nav-${place}`}
    >
      {name}
    </Link>
  ));
}
