/// Which of the candidate's pages is shown: by who is signed in, then by the address.
import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { AppShell, ErrorNotice, useShared } from '../shared';
import { CabinetPage } from './cabinet/CabinetPage';
import { NotFoundPage } from './NotFoundPage';
import { useKeptSession } from './offline/useKeptSession';
import { SignInPage } from './sign_in/SignInPage';
import { WrongRolePage } from './sign_in/WrongRolePage';
import { PageHead } from './ui/PageHead';

const AttemptPage = lazy(() =>
  import('./attempt/AttemptPage').then((module) => ({ default: module.AttemptPage })),
);

const BookingPage = lazy(() =>
  import('./booking/BookingPage').then((module) => ({ default: module.BookingPage })),
);
const NoticesPage = lazy(() =>
  import('./cabinet/NoticesPage').then((module) => ({ default: module.NoticesPage })),
);
const DecisionPage = lazy(() =>
  import('./decision/DecisionPage').then((module) => ({ default: module.DecisionPage })),
);

export function App() {
  const t = useShared();
  const session = useKeptSession();
  if (session.isPending) return <Waiting />;
  if (session.isError) {
    return (
      <AppShell homeHref="/" width="narrow">
        <PageHead title={t('problem.title')} />
        <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
      </AppShell>
    );
  }
  const account = session.data.account;
  if (!account) return <SignInPage />;
  if (account.role !== 'candidate') return <WrongRolePage account={account} />;
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/">
          <CabinetPage account={account} />
        </Route>
        <Route path="/booking">
          <BookingPage account={account} />
        </Route>
        <Route path="/notices">
          <NoticesPage account={account} />
        </Route>
        <Route path="/attempts/:attemptId/decision">
          {({ attemptId }) => <DecisionPage key={attemptId} attemptId={attemptId} account={account} />}
        </Route>
        <Route path="/attempts/:attemptId">
          {({ attemptId }) => <AttemptPage key={attemptId} attemptId={attemptId} account={account} />}
        </Route>
        <Route>
          <NotFoundPage account={account} />
        </Route>
      </Switch>
    </Suspense>
  );
}

/** The frame with a sign of loading, so that nothing jumps when the page arrives. */
export function Waiting() {
  const t = useShared();
  return (
    <AppShell homeHref="/">
      <div role="status">
        <Loader size="sm" aria-hidden />
        <span className="visually-hidden">{t('shell.loading')}</span>
      </div>
    </AppShell>
  );
}
