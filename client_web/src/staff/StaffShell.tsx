/// The frame of the signed-in staff's pages: sections of the role, name, way out.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { AccountBar, AppShell, type Schemas } from '../shared';
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
      account={<AccountBar account={account} />}
    >
      {children}
    </AppShell>
  );
}

interface NavigationProps {
  readonly role: StaffRole;
  readonly is_senior: boolean;
}

function Navigation({ role, is_senior }: NavigationProps) {
  const t = useStaff();
  const [location] = useLocation();
  // A review belongs to the queue it was taken from; elsewhere a section's pages lie below its address.
  const [, first = ''] = location.split('/');
  const here = first === 'reviews' ? '/queue' : `/${first}`;
  return sectionsOf(role, is_senior).map((section) => (
    <Link
      key={section}
      href={`/${section}`}
      aria-current={here === `/${section}` ? 'page' : undefined}
      data-testid={`nav-${section}`}
    >
      {t(`app.${section}`)}
    </Link>
  ));
}
