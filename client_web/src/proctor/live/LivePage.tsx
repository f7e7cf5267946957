/// The live wall: every attempt in progress with its newest still; silent cameras come first.
import { useState } from 'react';
import { formatDuration, formatTimeWithSeconds, local, type Schemas, useLanguage } from '../../shared';
import { secondsInWords } from '../../staff/durations';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import { useServerNow } from '../../staff/useServerNow';
import { useLive } from '../queries';
import { useHints } from '../useHints';
import css from './LivePage.module.css';
import { LiveDialog } from './LiveDialog';
import { PauseControl } from './pause/PauseControl';
import { useLiveText } from './texts';
import { mediaState, silence_s, wallOrder } from './wall';

const SECOND_MS = 1_000;

export default function LivePage() {
  const t = useStaff();
  const live = useLive();
  useHints();
  return (
    <>
      <PageTitle title={t('live.title')} lead={t('live.lead')} />
      <Loadable query={live}>{(view) => <Wall view={view} received_at_ms={live.dataUpdatedAt} />}</Loadable>
    </>
  );
}

function Wall({
  view,
  received_at_ms,
}: {
  readonly view: Schemas['LiveView'];
  readonly received_at_ms: number;
}) {
  const t = useStaff();
  const live = useLiveText();
  const [watched, setWatched] = useState<Schemas['LiveRow'] | null>(null);
  const now_ms = useServerNow(view.server_now, received_at_ms, SECOND_MS).getTime();
  // Media is judged as of the answer: between two answers every camera would seem to fall silent.
  const answered_ms = Date.parse(view.server_now);
  if (view.attempts.length === 0 && !view.storage_full)
    return <Empty title={t('live.emptyTitle')}>{t('live.empty')}</Empty>;
  const ordered = wallOrder(view.attempts, answered_ms);
  const n_silent = ordered.filter((attempt) => mediaState(attempt, answered_ms) === 'silent').length;
  return (
    <>
      {view.storage_full && (
        <p role="alert" className={css.alarm} data-testid="storage-full">
          {live('storage_full')}
        </p>
      )}
      <p className={css.summary} role="status">
        <Badge tone="busy">{t('live.count', { count: ordered.length })}</Badge>
        {n_silent > 0 && <Badge tone="late">{t('live.silentCount', { count: n_silent })}</Badge>}
      </p>
      <ul className={css.wall}>
        {ordered.map((attempt) => (
          <Tile
            key={attempt.attempt_id}
            attempt={attempt}
            now_ms={now_ms}
            answered_ms={answered_ms}
            onWatch={() => setWatched(attempt)}
          />
        ))}
      </ul>
      {watched && (
        <LiveDialog
          attemptId={watched.attempt_id}
          number={watched.personal_number}
          onClose={() => setWatched(null)}
        />
      )}
    </>
  );
}

interface TileProps {
  readonly attempt: Schemas['LiveRow'];
  readonly now_ms: number;
  readonly answered_ms: number;
  readonly onWatch: () => void;
}

function Tile({ attempt, now_ms, answered_ms, onWatch }: TileProps) {
  const t = useStaff();
  const live = useLiveText();
  const { language } = useLanguage();
  const left_s = (Date.parse(attempt.deadline_at) - now_ms) / 1000;
  return (
    <li
      className={css.tile}
      data-testid="live-tile"
      data-personal-number={attempt.personal_number}
      data-media={mediaState(attempt, answered_ms)}
      data-alarm={attempt.silent_since !== null}
    >
      <button
        type="button"
        className={css.watch}
        aria-label={live('watch', { number: attempt.personal_number })}
        onClick={onWatch}
      >
        <Still attempt={attempt} />
      </button>
      <div className={css.body}>
        <h2 className={css.number}>{attempt.personal_number}</h2>
        <p className={css.programme}>{local(attempt.programme_title, language)}</p>
        <MediaWords attempt={attempt} answered_ms={answered_ms} />
        <dl className={css.facts}>
          <dt>{t('live.left')}</dt>
          <dd>{left_s > 0 ? formatDuration(left_s) : t('live.overTime')}</dd>
          <dt>{t('live.answered')}</dt>
          <dd>{t('live.answeredOf', { n: attempt.n_answered, total: attempt.n_items })}</dd>
          <dt>{t('live.incidents')}</dt>
          <dd>{attempt.n_incidents}</dd>
        </dl>
        <PauseControl attempt_id={attempt.attempt_id} number={attempt.personal_number} />
      </div>
    </li>
  );
}

function MediaWords({ attempt, answered_ms }: Omit<TileProps, 'now_ms' | 'onWatch'>) {
  const t = useStaff();
  const state = mediaState(attempt, answered_ms);
  if (state === 'receiving') return <Badge tone="good">{t('live.receiving')}</Badge>;
  if (state === 'connecting') return <Badge>{t('live.connecting')}</Badge>;
  const time = secondsInWords(t, silence_s(attempt, answered_ms));
  return (
    <Badge tone="late">{attempt.media.last_media_at ? t('live.silent', { time }) : t('live.never')}</Badge>
  );
}

/** The address changes with the still's instant, so the browser fetches a new one and no old one twice. */
function Still({ attempt }: Pick<TileProps, 'attempt'>) {
  const t = useStaff();
  const [broken, setBroken] = useState<string | null>(null);
  const { still_url, still_at } = attempt;
  const source = still_url && `${still_url}?at=${encodeURIComponent(still_at ?? '')}`;
  if (!source || broken === source) return <div className={css.noStill}>{t('live.noStill')}</div>;
  return (
    <figure className={css.still}>
      <img
        src={source}
        alt={t('live.still', { number: attempt.personal_number })}
        onError={() => setBroken(source)}
      />
      {still_at && <figcaption>{t('live.stillAt', { time: formatTimeWithSeconds(still_at) })}</figcaption>}
    </figure>
  );
}
