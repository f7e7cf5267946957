/// The live wall: attempts in progress, four, nine or sixteen at once or as a list; what needs a look floats up.
import { useState } from 'react';
import type { Schemas } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import { useLive } from '../queries';
import { useHints } from '../useHints';
import css from './LivePage.module.css';
import { useLiveText } from './texts';
import { mediaState } from './wall';
import { Wall } from './Wall';

export default function LivePage() {
  const t = useStaff();
  const [group, setGroup] = useState(0);
  const live = useLive(group);
  useHints();
  return (
    <>
      <PageTitle title={t('live.title')} lead={t('live.lead')} />
      <Loadable query={live}>
        {(view) => <InProgress view={view} received_at_ms={live.dataUpdatedAt} onGroup={setGroup} />}
      </Loadable>
    </>
  );
}

interface InProgressProps {
  readonly view: Schemas['LiveView'];
  readonly received_at_ms: number;
  readonly onGroup: (group: number) => void;
}

function InProgress({ view, received_at_ms, onGroup }: InProgressProps) {
  const t = useStaff();
  const live = useLiveText();
  const { attempts, n_running, storage_full } = view;
  if (n_running === 0 && !storage_full) return <Empty title={t('live.emptyTitle')}>{t('live.empty')}</Empty>;
  const now_ms = Date.parse(view.server_now);
  const n_silent = attempts.filter((attempt) => mediaState(attempt, now_ms) === 'silent').length;
  return (
    <>
      {storage_full && (
        <p role="alert" className={css.alarm} data-testid="storage-full">
          {live('storage_full')}
        </p>
      )}
      <p className={css.summary} role="status">
        <Badge tone="busy">{t('live.count', { count: n_running })}</Badge>
        {n_silent > 0 && <Badge tone="late">{t('live.silentCount', { count: n_silent })}</Badge>}
      </p>
      <Wall view={view} received_at_ms={received_at_ms} onGroup={onGroup} />
    </>
  );
}
