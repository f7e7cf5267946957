/// One attempt on the wall, as a tile or a line of the list; drawn anew only when something on it changes.
import { Button } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { formatDuration, formatTimeWithSeconds, local, useLanguage } from '../../shared';
import { secondsInWords } from '../../staff/durations';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { statusInWords } from './act/status';
import { useActText } from './act/texts';
import css from './LivePage.module.css';
import { PauseControl } from './pause/PauseControl';
import { usePauseText } from './pause/texts';
import { useLiveText } from './texts';
import { isDrawnAlike, type TileView } from './wall';
import { useInterventionText } from '../../shared/interventions/texts';

export interface TileProps {
  readonly view: TileView;
  /** The server's clock less the page's. */
  readonly offset_ms: number;
  readonly list: boolean;
  readonly onOpen: (opened: { readonly what: 'watch' | 'act'; readonly id: string }) => void;
}

export const areTilesAlike = (a: TileProps, b: TileProps): boolean =>
  a.offset_ms === b.offset_ms && a.list === b.list && a.onOpen === b.onOpen && isDrawnAlike(a.view, b.view);

export const LiveTile = memo(Tile, areTilesAlike);

function Tile({ view, offset_ms, list, onOpen }: TileProps) {
  const t = useStaff();
  const live = useLiveText();
  const act = useActText();
  const pause = usePauseText();
  const { language } = useLanguage();
  return (
    <li
      className={css.tile}
      data-testid="live-tile"
      data-personal-number={view.number}
      data-media={view.media}
      data-alarm={view.alarm}
      data-urgency={view.urgency}
    >
      <button
        type="button"
        className={css.watch}
        aria-label={live('watch', { number: view.number })}
        onClick={() => onOpen({ what: 'watch', id: view.id })}
        data-testid="watch"
      >
        <Still view={view} bare={list} />
      </button>
      <div className={css.body}>
        <h2 className={css.number}>{view.number}</h2>
        <p className={css.programme}>{local(view.title, language)}</p>
        <MediaWords view={view} />
        <dl className={css.facts}>
          <dt>{t('live.left')}</dt>
          <dd data-testid="time-left">
            {view.paused ? pause('standing') : <Left deadline_at={view.deadline_at} offset_ms={offset_ms} />}
          </dd>
          <dt>{t('live.answered')}</dt>
          <dd>{t('live.answeredOf', { n: view.n_answered, total: view.n_items })}</dd>
          <dt>{t('live.incidents')}</dt>
          <dd>{view.n_incidents}</dd>
        </dl>
        <LatestStep view={view} />
        <div className={css.steps}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={act('openOf', { number: view.number })}
            onClick={() => onOpen({ what: 'act', id: view.id })}
            data-testid="act-open"
          >
            {act('open')}
          </Button>
          {(view.may_pause || view.paused) && (
            <PauseControl attempt_id={view.id} number={view.number} paused={view.paused} />
          )}
        </div>
      </div>
    </li>
  );
}

/** Counts by itself, so that a second draws the time anew and nothing else. */
function Left({ deadline_at, offset_ms }: Pick<TileProps, 'offset_ms'> & Pick<TileView, 'deadline_at'>) {
  const t = useStaff();
  const [left_s, setLeft] = useState(() => leftOf(deadline_at, offset_ms));
  useEffect(() => {
    const look = () => setLeft(leftOf(deadline_at, offset_ms));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [deadline_at, offset_ms]);
  return left_s > 0 ? formatDuration(left_s) : t('live.overTime');
}

const leftOf = (deadline_at: string, offset_ms: number): number =>
  Math.floor((Date.parse(deadline_at) - Date.now() - offset_ms) / 1000);

/** What was done to the attempt last, and whether its page has confirmed it. */
function LatestStep({ view: { latest } }: Pick<TileProps, 'view'>) {
  const act = useActText();
  const names = useInterventionText();
  if (!latest) return null;
  return (
    <p
      className={css.latest}
      data-testid="latest-step"
      data-kind={latest.kind}
      data-seen={latest.seen_at !== null}
    >
      {names(`kind.${latest.kind}`)}: {statusInWords(act, latest)}
    </p>
  );
}

function MediaWords({ view }: Pick<TileProps, 'view'>) {
  const t = useStaff();
  if (view.media === 'receiving') return <Badge tone="good">{t('live.receiving')}</Badge>;
  if (view.media === 'connecting') return <Badge>{t('live.connecting')}</Badge>;
  const time = secondsInWords(t, view.silence_s);
  return <Badge tone="late">{view.never ? t('live.never') : t('live.silent', { time })}</Badge>;
}

function Still({ view, bare }: Pick<TileProps, 'view'> & { readonly bare: boolean }) {
  const t = useStaff();
  const [broken, setBroken] = useState<string | null>(null);
  if (!view.still || broken === view.still) return <span className={css.noStill}>{t('live.noStill')}</span>;
  return (
    <span className={css.still}>
      <img
        src={view.still}
        alt={t('live.still', { number: view.number })}
        decoding="async"
        onError={() => setBroken(view.still)}
      />
      {view.still_at && !bare && (
        <span className={css.stillAt}>
          {t('live.stillAt', { time: formatTimeWithSeconds(view.still_at) })}
        </span>
      )}
    </span>
  );
}
