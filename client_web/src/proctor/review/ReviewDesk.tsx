/// The desk a review is done at: player and time line at the left, events and decision at the right.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ErrorNotice, formatDuration, local, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Moment } from '../../staff/ui/Moment';
import { useReviewAgain, useVerdict, type VerdictGiven } from '../queries';
import { ClaimBar } from './ClaimBar';
import besideCss from './beside/Beside.module.css';
import { ItemOnScreen } from './beside/ItemOnScreen';
import { Reference } from './beside/Reference';
import { ScreenTrack } from './beside/ScreenTrack';
import { useBesideText } from './beside/texts';
import { useThumbnails } from './beside/useThumbnails';
import { CoverageDetails } from './CoverageDetails';
import { KnownAnswers } from '../known/KnownAnswers';
import { DecisionCard } from './DecisionCard';
import { DecisionPanel } from './DecisionPanel';
import { HelpDialog } from './HelpDialog';
import { IncidentList } from './IncidentList';
import { neighbour, numbered } from './lanes';
import { NotesPanel } from './notes/NotesPanel';
import { OverrulePanel } from './overrule/OverrulePanel';
import { ReportPanel } from './report/ReportPanel';
import { JUMP_S, type Player } from './player';
import { useProctorText } from '../texts';
import css from './ReviewPage.module.css';
import { Key, Screen } from './Screen';
import type { Command } from './shortcuts';
import { Timeline, type TimeWindow } from './Timeline';
import { windowOfSpan } from './timeScale';
import type { Incident, Review, Verdict } from './types';
import { useLease } from './useLease';
import { Record } from '../live/act/Record';
import { useActText } from '../live/act/texts';
import { usePlayer, usePlayerState } from './usePlayer';
import { useShortcuts } from './useShortcuts';

export function ReviewDesk({ review }: { readonly review: Review }) {
  const t = useStaff();
  const act = useActText();
  const player = usePlayer(review.parts);
  const desk = useDesk(review, player);
  const [help, setHelp] = useState(false);
  const [enabled, setEnabled] = useShortcuts((command) =>
    command === 'help' ? setHelp(true) : desk.run(command),
  );
  const pictures = useThumbnails(player);
  const again = useReviewAgain(review.review_id);
  useLease(review, player);
  return (
    <>
      <Facts review={review} />
      <ClaimBar review={review} />
      <ErrorNotice error={desk.error} />
      <p role="status" className="visually-hidden" data-testid="announcement">
        {desk.announcement}
      </p>
      <div className={css.desk}>
        <div className={css.left}>
          <Screen player={player} duration_s={review.duration_s} onAgain={again}>
            <Key label={t('player.previousIncident')} sign="⏮" onPress={() => desk.run('previousIncident')} />
            <Key label={t('player.nextIncident')} sign="⏭" onPress={() => desk.run('nextIncident')} />
            <BesideKeys desk={desk} player={player} />
            <Button variant="default" size="sm" onClick={() => setHelp(true)} data-testid="help">
              {t('player.help')}
            </Button>
          </Screen>
          <div className={besideCss.sides}>
            <ScreenTrack parts={review.parts} player={player} />
            {desk.reference && <Reference reviewId={review.review_id} player={player} pictures={pictures} />}
          </div>
          <Timeline {...desk} review={review} player={player} pictures={pictures} />
          <NotesPanel review={review} player={player} />
          <CoverageDetails review={review} />
          <details className={besideCss.item} data-testid="interventions">
            <summary>{act('recordOf')}</summary>
            <Record attempt_id={review.attempt_id} going={false} />
          </details>
          {desk.item && <ItemOnScreen review={review} player={player} />}
        </div>
        <div className={css.right}>
          <IncidentList {...desk} review={review} />
          {review.decision ? (
            <>
              <DecisionCard decision={review.decision} />
              <ReportPanel of={review} />
              <OverrulePanel review={review} />
              <KnownAnswers review={review} />
            </>
          ) : (
            <DecisionPanel review={review} placed={desk.placed} />
          )}
        </div>
      </div>
      <HelpDialog opened={help} enabled={enabled} onEnable={setEnabled} onClose={() => setHelp(false)} />
    </>
  );
}

/** What is chosen and shown on the desk, and what the keys do to it. */
function useDesk(review: Review, player: Player) {
  const t = useStaff();
  const say = useProctorText();
  const placed = useMemo(() => numbered(review.incidents), [review.incidents]);
  const [selectedId, select] = useState<string | null>(null);
  const [zoom, setZoom] = useState<TimeWindow | null>(null);
  const [reference, setReference] = useState(false);
  const [item, setItem] = useState(false);
  const [announcement, announce] = useState('');
  const verdict = useVerdict(review.review_id);
  const selected = review.incidents.find(({ id }) => id === selectedId) ?? null;
  const markable = review.claimed_by_me && review.state !== 'decided';

  const savedWords = (given: Verdict | null, number: number) => {
    if (given === null) return say('incident.savedTakenBack', { number });
    if (given === 'unclear') return say('incident.savedUnclear', { number });
    return t(given === 'confirmed' ? 'incident.savedConfirmed' : 'incident.savedDismissed', { number });
  };
  const onSelect = (incident: Incident) => {
    select(incident.id);
    if (player.snapshot().loop) player.setLoop(around(incident));
    player.seek(incident.t0_s);
  };
  const onVerdict = (given: VerdictGiven) => {
    const number = placed.find(({ incident }) => incident.id === given.incident_id)?.number ?? 0;
    verdict.mutate(given, { onSuccess: () => announce(savedWords(given.verdict, number)) });
  };
  const go = (by: 1 | -1) => {
    const next = neighbour(placed, selectedId, player.snapshot().at_s, by);
    if (next) onSelect(next.incident);
  };
  const mark = (given: Verdict) => {
    if (!selected || !markable) return;
    onVerdict({ incident_id: selected.id, verdict: given, reason: null, note: selected.note });
  };
  const commands: Readonly<Record<Exclude<Command, 'help'>, () => void>> = {
    toggle: () => player.toggle(),
    back: () => player.jump(-JUMP_S),
    forward: () => player.jump(JUMP_S),
    previousFrame: () => player.step(-1),
    nextFrame: () => player.step(1),
    slower: () => player.shiftSpeed(-1),
    faster: () => player.shiftSpeed(1),
    nextIncident: () => go(1),
    previousIncident: () => go(-1),
    confirm: () => mark('confirmed'),
    dismiss: () => mark('dismissed'),
    unclear: () => mark('unclear'),
    zoom: () => setZoom(zoom || !selected ? null : windowOfSpan(review.duration_s, selected)),
    loop: () => player.setLoop(player.snapshot().loop || !selected ? null : around(selected)),
    reference: () => setReference(!reference),
    item: () => setItem(!item),
    decide: () => document.querySelector<HTMLElement>('[name="outcome"]')?.focus(),
  };
  const run = (command: Exclude<Command, 'help'>) => commands[command]();
  return {
    placed,
    selected,
    zoom,
    onZoom: setZoom,
    onSelect,
    onVerdict,
    markable,
    run,
    reference,
    item,
    announcement,
    error: verdict.error,
  };
}

/** A little before an event and after it belongs to it when it is played again and again. */
const AROUND_S = 2;
const around = ({ t0_s, t1_s }: Incident) => ({
  t0_s: Math.max(t0_s - AROUND_S, 0),
  t1_s: t1_s + AROUND_S,
});

interface BesideKeysProps {
  readonly desk: ReturnType<typeof useDesk>;
  readonly player: Player;
}

/** What the keys L, F and I do, for a pointer. */
function BesideKeys({ desk, player }: BesideKeysProps) {
  const t = useBesideText();
  const { loop } = usePlayerState(player);
  return (
    <>
      <Key
        label={loop ? t('loopOn') : t('loop')}
        sign="↻"
        pressed={loop !== null}
        onPress={() => desk.run('loop')}
      />
      <Key
        label={t('reference_key')}
        sign="◫"
        pressed={desk.reference}
        onPress={() => desk.run('reference')}
      />
      <Key label={t('item_key')} sign="❏" pressed={desk.item} onPress={() => desk.run('item')} />
    </>
  );
}

function Facts({ review }: { readonly review: Review }) {
  const t = useStaff();
  const { language } = useLanguage();
  const now = new Date(review.server_now);
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('queue.programme')}</dt>
        <dd>{local(review.programme_title, language)}</dd>
      </div>
      <div>
        <dt>{t('review.started')}</dt>
        <dd>
          <Moment at={review.started_at} now={now} />
        </dd>
      </div>
      <div>
        <dt>{t('review.closed')}</dt>
        <dd>
          <Moment at={review.closed_at} now={now} />
        </dd>
      </div>
      <div>
        <dt>{t('review.length')}</dt>
        <dd>{formatDuration(review.duration_s)}</dd>
      </div>
      <div>
        <dt>{t('review.due')}</dt>
        <dd>
          <Moment at={review.due_at} now={now} />
        </dd>
      </div>
    </dl>
  );
}
