/// One test in the cabinet.
import { Link } from 'wouter';
import { local, useLanguage, useShared } from '../../shared';
import type { AttemptSummary } from '../data';
import { useText } from '../texts';
import { Window } from '../ui/Window';
import css from './CabinetPage.module.css';
import { standingOf } from './standing';

export function AttemptCard({ attempt }: { readonly attempt: AttemptSummary }) {
  const t = useText();
  const common = useShared();
  const { language } = useLanguage();
  const standing = standingOf(attempt);
  const title = local(attempt.title, language);
  return (
    <article
      className={css.card}
      data-testid={`attempt-${attempt.id}`}
      data-state={attempt.state}
      data-programme={attempt.programme_id}
    >
      <div className={css.top}>
        <h2>{title}</h2>
        <span className={css.standing} data-standing={standing}>
          {t(`standing.${standing}`)}
        </span>
      </div>
      <dl className={css.facts}>
        <div>
          <dt>{t('cabinet.when')}</dt>
          <dd>
            <Window opens={attempt.window_opens_at} closes={attempt.window_closes_at} />
          </dd>
        </div>
        <div>
          <dt>{t('cabinet.items')}</dt>
          <dd>{attempt.n_items}</dd>
        </div>
        <div>
          <dt>{t('cabinet.limit')}</dt>
          <dd>{common('unit.minutes', { n: Math.round(attempt.limit_s / 60) })}</dd>
        </div>
      </dl>
      {standing === 'missed' ? (
        <p className={css.hint}>{common('problem.window_closed')}</p>
      ) : (
        <Link
          href={`/attempts/${attempt.id}`}
          className={css.open}
          aria-label={`${t(`cabinet.open_${standing}`)}: ${title}`}
          data-testid="open-attempt"
        >
          {t(`cabinet.open_${standing}`)}
        </Link>
      )}
    </article>
  );
}
