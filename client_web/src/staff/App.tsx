/// Who is at the staff's page: nobody yet, a candidate who is sent home, or a colleague with their sections.
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { AppShell, ErrorNotice, type Schemas, useSession } from '../shared';
import { Boundary } from './Boundary';
import { NotFoundPage } from './NotFoundPage';
import { FirstPasswordPage } from './password/FirstPasswordPage';
import { homeOf, isMember, type StaffRole } from './sections';
import { SignInPage } from './SignInPage';
import { StaffShell } from './StaffShell';
import { useStaff } from './texts';
import { Loading } from './ui/Loadable';
import { PageTitle } from './ui/PageTitle';

const QueuePage = lazy(() => import('../proctor/queue/QueuePage'));
const ReviewPage = lazy(() => import('../proctor/review/ReviewPage'));
const LivePage = lazy(() => import('../proctor/live/LivePage'));
const AppealsPage = lazy(() => import('../proctor/appeals/AppealsPage'));
const AppealPage = lazy(() => import('../proctor/appeals/AppealPage'));
const AgreementPage = lazy(() => import('../proctor/agreement/AgreementPage'));
const OverviewPage = lazy(() => import('../admin/OverviewPage'));
const AttemptsPage = lazy(() => import('../admin/attempts/AttemptsPage'));
const CandidatesPage = lazy(() => import('../admin/candidates/CandidatesPage'));
const WindowsPage = lazy(() => import('../admin/windows/WindowsPage'));
const BankPages = lazy(() => import('../admin/bank/BankPages'));
const ProgrammesPage = lazy(() => import('../admin/ProgrammesPage'));
const ProgrammePage = lazy(() => import('../admin/programmes/ProgrammePage'));
const SignalsPage = lazy(() => import('../admin/signals/SignalsPage'));
const MarkingPage = lazy(() => import('../marker/MarkingPage'));
const EssayPage = lazy(() => import('../marker/EssayPage'));
const DaysPage = lazy(() => import('../admin/days/DaysPage'));
const StaffNoticesPage = lazy(() => import('./StaffNoticesPage'));
const PasswordPage = lazy(() => import('./password/PasswordPage'));
const StaffPage = lazy(() => import('../admin/staff/StaffPage'));
const AuditPage = lazy(() => import('../admin/AuditPage'));

export function App() {
  const t = useStaff();
  const session = useSession();
  if (session.data) return <ForAccount account={session.data.account} />;
  return (
    <AppShell homeHref="/staff" width="narrow">
      {session.error ? (
        <>
          <PageTitle title={t('signIn.title')} />
          <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
        </>
      ) : (
        <Loading />
      )}
    </AppShell>
  );
}

function ForAccount({ account }: { readonly account: Schemas['AccountView'] | null }) {
  if (!account) return <SignInPage />;
  if (!isMember(account.role)) return <SentHome />;
  if (account.first_password) return <FirstPasswordPage account={account} />;
  return (
    <Router base="/staff">
      <StaffShell account={account} role={account.role}>
        <Guarded account={account} role={account.role} />
      </StaffShell>
    </Router>
  );
}

interface SectionsProps {
  readonly account: Schemas['AccountView'];
  readonly role: StaffRole;
}

/** Each address has a boundary of its own: going elsewhere leaves a broken section behind. */
function Guarded(props: SectionsProps) {
  const [location] = useLocation();
  return (
    <Boundary key={location}>
      <Suspense fallback={<Loading />}>
        <Sections {...props} />
      </Suspense>
    </Boundary>
  );
}

/** A candidate who signed in here belongs on the candidate's page. */
function SentHome() {
  useEffect(() => location.replace('/'), []);
  return (
    <AppShell homeHref="/" width="narrow">
      <Loading />
    </AppShell>
  );
}

function Sections({ account, role }: SectionsProps) {
  const proctor = (page: ReactNode) => (role === 'proctor' ? page : <OtherRole />);
  const administrator = (page: ReactNode) => (role === 'administrator' ? page : <OtherRole />);
  const marker = (page: ReactNode) => (role === 'marker' ? page : <OtherRole />);
  return (
    <Switch>
      <Route path="/">
        <Redirect to={homeOf(role)} replace />
      </Route>
      <Route path="/queue">{proctor(<QueuePage />)}</Route>
      <Route path="/reviews/:id">{({ id }) => proctor(<ReviewPage key={id} review_id={id} />)}</Route>
      <Route path="/live">{proctor(<LivePage />)}</Route>
      <Route path="/appeals">{proctor(<AppealsPage />)}</Route>
      <Route path="/appeals/:id">{({ id }) => proctor(<AppealPage key={id} appeal_id={id} />)}</Route>
      <Route path="/agreement">{proctor(<AgreementPage />)}</Route>
      <Route path="/marking">{marker(<MarkingPage />)}</Route>
      <Route path="/marking/:code">{({ code }) => marker(<EssayPage key={code} code={code} />)}</Route>
      <Route path="/overview">{administrator(<OverviewPage />)}</Route>
      <Route path="/attempts">{administrator(<AttemptsPage />)}</Route>
      <Route path="/candidates">{administrator(<CandidatesPage />)}</Route>
      <Route path="/windows">{administrator(<WindowsPage />)}</Route>
      <Route path="/bank/*?">{administrator(<BankPages />)}</Route>
      <Route path="/programmes">{administrator(<ProgrammesPage />)}</Route>
      <Route path="/programmes/:id">
        {({ id }) => administrator(<ProgrammePage key={id} programme_id={id} />)}
      </Route>
      <Route path="/programmes/:id/signals">
        {({ id }) => administrator(<SignalsPage key={id} programme_id={id} />)}
      </Route>
      <Route path="/days">{administrator(<DaysPage />)}</Route>
      <Route path="/staff">{administrator(<StaffPage />)}</Route>
      <Route path="/audit">{administrator(<AuditPage />)}</Route>
      <Route path="/notices">
        <StaffNoticesPage />
      </Route>
      <Route path="/password">
        <PasswordPage account={account} />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}

function OtherRole() {
  const t = useStaff();
  return <NotFoundPage title={t('app.otherRole')} />;
}
