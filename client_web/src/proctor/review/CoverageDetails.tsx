/// Coverage and page events in words, for those who do not read the picture.
import { formatDuration } from '../../shared';
import { useStaff } from '../../staff/texts';
import { observedPercent, unobserved } from './coverageWords';
import css from './Timeline.module.css';
import type { Review } from './types';

export function CoverageDetails({ review }: { readonly review: Review }) {
  const t = useStaff();
  const gaps = unobserved(review.coverage);
  return (
    <details className={css.details} data-testid="coverage-details">
      <summary>
        {t('timeline.details')} · {t('coverage.share', { percent: observedPercent(review.coverage) })}
      </summary>
      <h3>{t('coverage.title')}</h3>
      <p>{t('coverage.lead')}</p>
      {gaps.length === 0 && <p>{t('coverage.allObserved')}</p>}
      <ul className={css.list}>
        {gaps.map((span) => (
          <li
            key={span.t0_s}
            data-testid="coverage-gap"
            data-state={span.state}
            data-cause={span.cause}
            data-fault={span.fault}
            data-backfilled={span.backfilled}
          >
            <span className={css.at}>
              {t('time.range', { from: formatDuration(span.t0_s), to: formatDuration(Math.ceil(span.t1_s)) })}
            </span>
            <span>
              {t(`coverage.${span.state}`)}
              {(span.state === 'not_observed' || span.cause !== null) &&
                `: ${t(`cause.${span.cause ?? 'none'}`)}`}
              {span.backfilled && `, ${t('coverage.backfilled')}`}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('events.title')}</h3>
      {review.events.length === 0 && <p>{t('events.none')}</p>}
      <ul className={css.list}>
        {review.events.map((event, index) => (
          <li key={index}>
            <span className={css.at}>{formatDuration(event.at_s)}</span>
            <span>{t(`event.${event.kind}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
