/// A signed decision, to read.
import { local, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { Moment } from '../../staff/ui/Moment';
import css from './DecisionPanel.module.css';
import type { Review } from './types';

export function DecisionCard({ decision }: { readonly decision: NonNullable<Review['decision']> }) {
  const t = useStaff();
  const { language } = useLanguage();
  return (
    <section
      aria-labelledby="decision"
      className={css.panel}
      data-testid="decision-card"
      data-outcome={decision.outcome}
    >
      <h2 id="decision">{t('decision.signed')}</h2>
      <p className={css.outcomeLine}>
        <Badge tone={decision.outcome === 'violation' ? 'late' : 'good'}>
          {t(`decision.${decision.outcome}`)}
        </Badge>
      </p>
      {decision.rule && (
        <p className={css.summary}>
          {t('decision.rule')}: <strong>{local(decision.rule.title, language)}</strong>
        </p>
      )}
      {decision.reason === '' ? (
        <p className={css.lead}>{t('decision.noReason')}</p>
      ) : (
        <blockquote className={css.quote}>{decision.reason}</blockquote>
      )}
      <p className={css.lead}>
        <Moment at={decision.decided_at} />
      </p>
    </section>
  );
}
