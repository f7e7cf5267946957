/// What the proctor decided, and why.
import { Link } from 'wouter';
import { formatDateTime, local, type Schemas, useLanguage, useShared } from '../../shared';
import { useDecisionText } from '../decision/texts';
import panel from '../ui/panel.module.css';
import { useResultText } from './texts';

interface DecisionProps {
  readonly attemptId: string;
  readonly decision: Schemas['DecisionView'];
}

export function Decision({ attemptId, decision }: DecisionProps) {
  const t = useResultText();
  const say = useDecisionText();
  const common = useShared();
  const { language } = useLanguage();
  return (
    <section className={panel.panel} aria-labelledby="decision" data-testid="result-decision">
      <h2 id="decision">{t('result.decision')}</h2>
      <p data-outcome={decision.outcome}>{t(`result.${decision.outcome}`)}</p>
      {decision.rule && (
        <p>
          <strong>{local(decision.rule.title, language)}</strong>
          <br />
          <span className={panel.quiet}>{local(decision.rule.detail, language)}</span>
        </p>
      )}
      {decision.reason !== '' && (
        <p>
          {t('result.reason')} {decision.reason}
        </p>
      )}
      <p className={panel.quiet}>
        {formatDateTime(decision.decided_at, language)} ({common('time.astana')})
      </p>
      <p>
        <Link href={`/attempts/${attemptId}/decision`} data-testid="open-decision">
          {say('link')}
        </Link>
      </p>
    </section>
  );
}
