/// The administrator's start page: what is under way, what waits, and whether there is room.
import type { ReactNode } from 'react';
import { formatNumber, formatTimeWithSeconds, type Schemas, useLanguage } from '../shared';
import { useStaff } from '../staff/texts';
import { Loadable } from '../staff/ui/Loadable';
import { PageTitle } from '../staff/ui/PageTitle';
import { inBytes } from './bytes';
import css from './OverviewPage.module.css';
import { useOverview } from './queries';
import { useSectionTitles } from './sectionTitles';
import { ATTEMPT_STATES } from './attempts/states';

export default function OverviewPage() {
  const t = useStaff();
  const overview = useOverview();
  return (
    <>
      <PageTitle title={t('overview.title')} />
      <Loadable query={overview}>{(view) => <Overview view={view} />}</Loadable>
    </>
  );
}

function Overview({ view }: { readonly view: Schemas['OverviewView'] }) {
  const t = useStaff();
  const { language } = useLanguage();
  const titles = useSectionTitles();
  const number = (value: number | undefined) => formatNumber(value ?? 0, language);
  const reviews = view.reviews_by_state;
  return (
    <div className={css.cards} data-testid="overview">
      <Card title={t('overview.attempts')}>
        {ATTEMPT_STATES.map((state) => (
          <Figure key={state} name={t(`attempt.${state}`)} value={number(view.attempts_by_state[state])} />
        ))}
      </Card>
      <Card title={t('overview.reviews')}>
        <Figure name={t('overview.waiting')} value={number(reviews.waiting)} />
        <Figure name={t('overview.claimed')} value={number(reviews.claimed)} />
        <Figure name={t('overview.decided')} value={number(reviews.decided)} />
        <Figure
          name={t('overview.overdue')}
          value={number(view.reviews_overdue)}
          late={view.reviews_overdue > 0}
        />
      </Card>
      <Card title={t('overview.items')}>
        {Object.entries(view.items_by_section).map(([section, n_items]) => (
          <Figure key={section} name={titles.get(section) ?? section} value={number(n_items)} />
        ))}
      </Card>
      <Card title={t('overview.storage')}>
        <Figure name={t('overview.recordings')} value={inBytes(view.recordings_bytes, language)} />
        <Figure name={t('overview.free')} value={inBytes(view.disk_free_bytes, language)} />
        <Figure
          name={t('overview.backlog')}
          value={number(view.analysis_pending)}
          hint={t('overview.backlogHint')}
        />
      </Card>
      <p className={css.updated}>{t('overview.updated', { time: formatTimeWithSeconds(view.server_now) })}</p>
    </div>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css.card}>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly late?: boolean;
}

function Figure({ name, value, hint, late = false }: FigureProps) {
  return (
    <div className={css.figure} data-late={late}>
      <dt>
        {name}
        {hint !== undefined && <small>{hint}</small>}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
