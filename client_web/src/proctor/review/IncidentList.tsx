/// The events to check, in time order, each with its evidence and the proctor's mark.
import { useEffect, useRef } from 'react';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { Empty } from '../../staff/ui/Loadable';
import { IncidentCard } from './IncidentCard';
import css from './IncidentList.module.css';
import type { PlacedIncident } from './lanes';
import { undecided } from './progress';
import type { VerdictGiven } from '../queries';
import type { Incident, Review } from './types';

export interface IncidentListProps {
  readonly review: Review;
  readonly placed: readonly PlacedIncident[];
  readonly selected: Incident | null;
  readonly onSelect: (incident: Incident) => void;
  readonly onVerdict: (given: VerdictGiven) => void;
  readonly markable: boolean;
}

export function IncidentList(props: IncidentListProps) {
  const { review, placed, selected } = props;
  const t = useStaff();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected?.id]);
  return (
    <section aria-labelledby="incidents">
      <div className={css.heading}>
        <h2 id="incidents">{t('incidents.title')}</h2>
        {placed.length > 0 && review.decision === null && (
          <Left n_left={undecided(review.incidents).length} />
        )}
      </div>
      {placed.length === 0 ? (
        <Empty title={t('incidents.none')}>{t('incidents.noneHint')}</Empty>
      ) : (
        <>
          <p className={css.note}>{t('incidents.note')}</p>
          <ol className={css.list} ref={list}>
            {placed.map((each) => (
              <IncidentCard key={each.incident.id} {...props} {...each} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Left({ n_left }: { readonly n_left: number }) {
  const t = useStaff();
  return n_left === 0 ? (
    <Badge tone="good">{t('incidents.allDone')}</Badge>
  ) : (
    <Badge tone="look">{t('incidents.left', { count: n_left })}</Badge>
  );
}
