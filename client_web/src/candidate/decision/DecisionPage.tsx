/// What was decided about one's own attempt: the grounds, the evidence, and the appeal.
import { Loader } from '@mantine/core';
import { Link } from 'wouter';
import {
  AccountBar,
  AppShell,
  ErrorNotice,
  formatDateTime,
  local,
  type Schemas,
  useLanguage,
  usePageTitle,
  useShared,
} from '../../shared';
import { useAttempts } from '../data';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { AppealPanel } from './AppealPanel';
import { type HeldAgainst, useHeldAgainst } from './data';
import css from './DecisionPage.module.css';
import { Held } from './Held';
import { useDecisionText } from './texts';

interface DecisionPageProps {
  readonly attemptId: string;
  readonly account: Schemas['AccountView'];
}

export function DecisionPage({ attemptId, account }: DecisionPageProps) {
  const t = useDecisionText();
  const common = useShared();
  const { language } = useLanguage();
  const held = useHeldAgainst(attemptId);
  const attempt = useAttempts().data?.find(({ id }) => id === attemptId);
  usePageTitle(t('title'));
  return (
    <AppShell homeHref="/" account={<AccountBar account={account} />}>
      <PageHead
        above={
          <Link href={`/attempts/${attemptId}`} className={css.back}>
            <span aria-hidden>← </span>
            {t('toResult')}
          </Link>
        }
        title={t('title')}
        lead={attempt && local(attempt.title, language)}
      />
      <ErrorNotice error={held.error} onRetry={() => void held.refetch()} />
      {held.isPending && (
        <div role="status">
          <Loader size="sm" aria-hidden />
          <span className="visually-hidden">{common('shell.loading')}</span>
        </div>
      )}
      {held.data && (
        <>
          <Decided held={held.data} />
          {held.data.decision.outcome === 'violation' && <Held incidents={held.data.incidents} />}
          <AppealPanel attemptId={attemptId} held={held.data} />
        </>
      )}
    </AppShell>
  );
}

function Decided({ held: { decision, reviewer } }: { readonly held: HeldAgainst }) {
  const t = useDecisionText();
  const common = useShared();
  const { language } = useLanguage();
  return (
    <section
      className={panel.panel}
      aria-labelledby="decided"
      data-testid="decided"
      data-outcome={decision.outcome}
    >
      <h2 id="decided">{t('decision.title')}</h2>
      <p className={css.outcome} data-outcome={decision.outcome}>
        {t(`decision.${decision.outcome}`)}
      </p>
      <dl className={css.facts}>
        {decision.rule && (
          <div>
            <dt>{t('decision.rule')}</dt>
            <dd>
              <strong>{local(decision.rule.title, language)}</strong>
              <br />
              {local(decision.rule.detail, language)}
            </dd>
          </div>
        )}
        {decision.reason !== '' && (
          <div>
            <dt>{t('decision.reason')}</dt>
            <dd className={css.words}>{decision.reason}</dd>
          </div>
        )}
        <div>
          <dt>{t('decision.reviewer')}</dt>
          <dd data-testid="reviewer">{reviewer}</dd>
        </div>
        <div>
          <dt>{t('decision.at')}</dt>
          <dd>
            {formatDateTime(decision.decided_at, language)} ({common('time.astana')})
          </dd>
        </div>
      </dl>
    </section>
  );
}
