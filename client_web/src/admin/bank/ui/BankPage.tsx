/// The frame of a page of the bank: the bank's own sections above it.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { PageTitle } from '../../../staff/ui/PageTitle';
import { useBank } from '../texts';
import css from './BankPage.module.css';

const SECTIONS = [
  ['items', '/bank'],
  ['review', '/bank/review'],
  ['stimuli', '/bank/stimuli'],
  ['imports', '/bank/imports'],
  ['amendments', '/bank/amendments'],
  ['blueprints', '/bank/blueprints'],
  ['statistics', '/bank/statistics'],
] as const;

interface BankPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function BankPage({ title, lead, tools, children }: BankPageProps) {
  const t = useBank();
  const [location] = useLocation();
  return (
    <>
      <nav className={css.sections} aria-label={t('bank.sections')}>
        {SECTIONS.map(([name, href]) => (
          <Link
            key={name}
            href={href}
            aria-current={isWithin(location, href) ? 'page' : undefined}
            data-testid={`bank-${name}`}
          >
            {t(`bank.${name}`)}
          </Link>
        ))}
      </nav>
      <PageTitle title={title} lead={lead}>
        {tools}
      </PageTitle>
      {children}
    </>
  );
}

const isWithin = (location: string, href: string): boolean =>
  href === '/bank' ? location === '/bank' || location.startsWith('/bank/items') : location.startsWith(href);
