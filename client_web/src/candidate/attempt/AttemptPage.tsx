/// One attempt: the step that its state asks for.
import { useState } from 'react';
import { Link } from 'wouter';
import { AccountBar, AppShell, ErrorNotice, type Schemas, useShared } from '../../shared';
import { Waiting } from '../App';
import { DeviceCheckPage } from '../check/DeviceCheckPage';
import { ConsentPage } from '../consent/ConsentPage';
import { type AttemptView, useAttempt } from '../data';
import { AwaitingPage } from '../result/AwaitingPage';
import { ResultPage } from '../result/ResultPage';
import { StartPage } from '../start/StartPage';
import { TestPage } from '../test/TestPage';
import { useText } from '../texts';
import { PageHead } from '../ui/PageHead';

interface AttemptPageProps {
  readonly attemptId: string;
  readonly account: Schemas['AccountView'];
}

export function AttemptPage({ attemptId, account }: AttemptPageProps) {
  const t = useText();
  const common = useShared();
  const attempt = useAttempt(attemptId);
  if (attempt.data?.state === 'running') return <TestPage attempt={attempt.data} />;
  if (attempt.isPending) return <Waiting />;
  return (
    <AppShell homeHref="/" account={<AccountBar account={account} />}>
      {attempt.data ? (
        <Step attempt={attempt.data} />
      ) : (
        <>
          <PageHead title={common('problem.title')} />
          <ErrorNotice error={attempt.error} onRetry={() => void attempt.refetch()} />
          <p>
            <Link href="/">{t('cabinet.back')}</Link>
          </p>
        </>
      )}
    </AppShell>
  );
}

function Step({ attempt }: { readonly attempt: AttemptView }) {
  const [checkAgain, setCheckAgain] = useState(false);
  switch (attempt.state) {
    case 'assigned':
      return <ConsentPage attempt={attempt} />;
    case 'consented':
      return <DeviceCheckPage attempt={attempt} onPassed={() => setCheckAgain(false)} />;
    case 'checked':
      return checkAgain ? (
        <DeviceCheckPage attempt={attempt} onPassed={() => setCheckAgain(false)} />
      ) : (
        <StartPage attempt={attempt} onCheckAgain={() => setCheckAgain(true)} />
      );
    case 'running':
      return null;
    case 'closed':
      return <AwaitingPage attempt={attempt} />;
    case 'released':
      return <ResultPage attempt={attempt} />;
  }
}
