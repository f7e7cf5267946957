/// The attempt's time line under the player: events by type, coverage, page events, where the player is.
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { formatDuration } from '../../shared';
import { useStaff } from '../../staff/texts';
import { CoverageLegend } from './CoverageLegend';
import type { PlacedIncident } from './lanes';
import { JUMP_S, type Player } from './player';
import { Key } from './Screen';
import css from './Timeline.module.css';
import { layoutOf, TimelineDrawing } from './TimelineDrawing';
import { type TimeScale, toSeconds, wholeScale, windowAround, windowOfSpan, zoomed } from './timeScale';
import type { CoverageSpan, Incident, Review } from './types';
import { ScrubPreview } from './beside/ScrubPreview';
import { useSound } from './beside/data';
import type { Pictures } from './beside/useThumbnails';
import { usePlayedAt } from './usePlayer';

const PAGE_S = 60;
const CLOSER = 0.5;

export interface TimelineProps {
  readonly review: Review;
  readonly placed: readonly PlacedIncident[];
  readonly selected: Incident | null;
  readonly player: Player;
  readonly zoom: TimeWindow | null;
  readonly onZoom: (zoom: TimeWindow | null) => void;
  readonly onSelect: (incident: Incident) => void;
  readonly pictures: Pictures;
}

export interface TimeWindow {
  readonly from_s: number;
  readonly to_s: number;
}

export function Timeline(props: TimelineProps) {
  const { review, zoom, player } = props;
  const t = useStaff();
  const { ref, width } = useElementSize();
  const sound = useSound(review.review_id, review.analysis_pending);
  const layout = layoutOf(Math.max(width, 240), props.placed);
  const window = useFollowed(zoom, review.duration_s, player);
  const scale: TimeScale = window
    ? { ...window, width_px: layout.plot_px }
    : wholeScale(review.duration_s, layout.plot_px);
  return (
    <section className={css.timeline} aria-label={t('timeline.label')}>
      <ZoomKeys {...props} scale={scale} />
      <div ref={ref}>
        <Slider {...props} scale={scale} gutter_px={layout.gutter_px} width_px={layout.width_px}>
          <TimelineDrawing {...props} sound={sound.data ?? null} layout={layout} scale={scale} />
        </Slider>
      </div>
      <CoverageLegend spans={review.coverage} />
    </section>
  );
}

/** Keep the player's moment in a zoomed window: turn the page when it leaves. */
function useFollowed(zoom: TimeWindow | null, duration_s: number, player: Player): TimeWindow | null {
  const at_s = usePlayedAt(player, 0.5);
  const [shift, setShift] = useState<{ of: TimeWindow; to: TimeWindow } | null>(null);
  const window = zoom && shift?.of === zoom ? shift.to : zoom;
  if (zoom && window && (at_s < window.from_s - 0.5 || at_s > window.to_s)) {
    const length_s = window.to_s - window.from_s;
    const next = windowAround(duration_s, at_s + length_s / 2 - 1, length_s);
    if (next.from_s !== window.from_s) setShift({ of: zoom, to: next });
  }
  return window;
}

function ZoomKeys({
  review,
  selected,
  player,
  zoom,
  onZoom,
  scale,
}: TimelineProps & { readonly scale: TimeScale }) {
  const t = useStaff();
  const by = (factor: number) => {
    const next = zoomed(scale, review.duration_s, factor, player.snapshot().at_s);
    onZoom(next.to_s - next.from_s >= review.duration_s ? null : next);
  };
  const range = { from: formatDuration(scale.from_s), to: formatDuration(scale.to_s) };
  return (
    <div className={css.keys}>
      <Key label={t('timeline.zoomIn')} sign="+" onPress={() => by(CLOSER)} />
      <Key label={t('timeline.zoomOut')} sign="−" onPress={() => by(1 / CLOSER)} />
      {selected && (
        <Key
          label={t('timeline.zoomIncident')}
          sign="⤢"
          onPress={() => onZoom(windowOfSpan(review.duration_s, selected))}
        />
      )}
      {zoom && <Key label={t('timeline.whole')} sign="⟷" onPress={() => onZoom(null)} />}
      <span className={css.window}>{t('timeline.window', range)}</span>
    </div>
  );
}

interface SliderProps extends TimelineProps {
  readonly scale: TimeScale;
  readonly gutter_px: number;
  readonly width_px: number;
  readonly children: React.ReactNode;
}

function Slider(props: SliderProps) {
  const { review, placed, player, onSelect, scale, gutter_px, width_px, pictures, children } = props;
  const t = useStaff();
  const [hover_px, setHover] = useState<number | null>(null);
  const at_s = usePlayedAt(player, 1);
  const place = (event: PointerEvent<HTMLElement>) => {
    const x_px = event.clientX - event.currentTarget.getBoundingClientRect().left - gutter_px;
    player.seek(toSeconds(scale, x_px));
  };
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const id = event.target instanceof Element ? event.target.getAttribute('data-bar') : null;
    const hit = placed.find(({ incident }) => incident.id === id);
    if (hit) {
      onSelect(hit.incident);
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    place(event);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const x_px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setHover(x_px >= gutter_px ? x_px : null);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) place(event);
  };
  const slider = (
    <div
      role="slider"
      tabIndex={0}
      className={css.slider}
      aria-label={t('timeline.label')}
      aria-valuemin={0}
      aria-valuemax={Math.round(review.duration_s)}
      aria-valuenow={Math.min(at_s, Math.round(review.duration_s))}
      aria-valuetext={useValueText(review, placed, at_s)}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerLeave={() => setHover(null)}
      onKeyDown={(event) => seekByKey(event, player, review.duration_s)}
      data-testid="timeline"
    >
      {children}
    </div>
  );
  return (
    <div className={css.held}>
      {hover_px !== null && (
        <ScrubPreview
          pictures={pictures}
          at_s={toSeconds(scale, hover_px - gutter_px)}
          x_px={hover_px}
          width_px={width_px}
        />
      )}
      {slider}
    </div>
  );
}

function seekByKey(event: KeyboardEvent, player: Player, duration_s: number): void {
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => player.jump(-JUMP_S),
    ArrowDown: () => player.jump(-JUMP_S),
    ArrowRight: () => player.jump(JUMP_S),
    ArrowUp: () => player.jump(JUMP_S),
    PageDown: () => player.jump(-PAGE_S),
    PageUp: () => player.jump(PAGE_S),
    Home: () => player.seek(0),
    End: () => player.seek(duration_s),
  };
  const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

/** The moment in words: time, and the event or the gap that lies there. */
function useValueText(review: Review, placed: readonly PlacedIncident[], at_s: number): string {
  const t = useStaff();
  const [time, total] = [formatDuration(at_s), formatDuration(review.duration_s)];
  const here = placed.find(({ incident }) => incident.t0_s <= at_s && at_s <= incident.t1_s);
  if (here) {
    const type = t(`incident.${here.incident.type}`);
    return t('timeline.valueIncident', { time, total, number: here.number, type });
  }
  const span = review.coverage.find(({ t0_s, t1_s }) => t0_s <= at_s && at_s < t1_s);
  return t(valueText(span?.state), { time, total });
}

function valueText(state: CoverageSpan['state'] | undefined) {
  if (state === 'not_observed') return 'timeline.valueUnobserved';
  return state === 'uncertain' ? 'timeline.valueUncertain' : 'timeline.value';
}
