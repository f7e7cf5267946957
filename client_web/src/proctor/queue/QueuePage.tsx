/// The queue: which attempts await a proctor, until when, and what was decided lately.
import { useLocation } from 'wouter';
import { ErrorNotice, type Schemas } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import { useServerNow } from '../../staff/useServerNow';
import { useClaim, useQueue } from '../queries';
import { useProctorText } from '../texts';
import { useHints } from '../useHints';
import { DecidedTable } from './DecidedTable';
import css from './QueuePage.module.css';
import { PaceLine } from './PaceLine';
import { TakeNext } from './TakeNext';
import { WaitingTable } from './WaitingTable';

const MINUTE_MS = 60_000;
const REFRESH_S = 30;

export default function QueuePage() {
  const t = useStaff();
  const queue = useQueue();
  const connected = useHints();
  return (
    <>
      <PageTitle title={t('queue.title')} lead={t('queue.lead')} />
      {!connected && <p className={css.hint}>{t('app.offlineHints', { seconds: REFRESH_S })}</p>}
      <Loadable query={queue}>
        {(view) => <Queue view={view} received_at_ms={queue.dataUpdatedAt} />}
      </Loadable>
    </>
  );
}

interface QueueProps {
  readonly view: Schemas['QueueView'];
  readonly received_at_ms: number;
}

function Queue({ view, received_at_ms }: QueueProps) {
  const t = useStaff();
  const say = useProctorText();
  const now = useServerNow(view.server_now, received_at_ms, MINUTE_MS);
  const [, navigate] = useLocation();
  const claim = useClaim();
  const take = (review_id: string) =>
    claim.mutate(review_id, { onSuccess: () => navigate(`/reviews/${review_id}`) });
  const n_overdue = view.waiting.filter((row) => row.overdue).length;
  return (
    <>
      <section className={css.section} aria-labelledby="waiting">
        <div className={css.heading}>
          <h2 id="waiting">{t('queue.waiting')}</h2>
          <Badge tone="busy">{t('queue.count', { count: view.n_waiting })}</Badge>
          {n_overdue > 0 && <Badge tone="late">{t('queue.countOverdue', { count: n_overdue })}</Badge>}
        </div>
        <PaceLine />
        <TakeNext />
        <ErrorNotice error={claim.error} />
        {view.waiting.length === 0 ? (
          <Empty title={t('queue.emptyTitle')}>{t('queue.empty')}</Empty>
        ) : (
          <WaitingTable
            rows={view.waiting}
            now={now}
            onTake={take}
            taking={claim.isPending ? claim.variables : null}
          />
        )}
        {view.n_waiting > view.waiting.length && (
          <p className={css.hint}>
            {say('queue.more', { shown: view.waiting.length, all: view.n_waiting })}
          </p>
        )}
        {view.n_elsewhere > 0 && (
          <p className={css.hint}>{say('queue.elsewhere', { count: view.n_elsewhere })}</p>
        )}
      </section>
      <section className={css.section} aria-labelledby="decided">
        <h2 id="decided">{t('queue.decided')}</h2>
        {view.decided.length === 0 ? (
          <Empty>{t('queue.emptyDecided')}</Empty>
        ) : (
          <DecidedTable rows={view.decided} now={now} />
        )}
      </section>
    </>
  );
}
