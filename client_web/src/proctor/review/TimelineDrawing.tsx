/// The picture of the time line. It says nothing to screen readers: the slider and the lists do.
import { formatDuration, palette } from '../../shared';
import { useStaff } from '../../staff/texts';
import { barsOf, type Lane, type LaneBar, lanesOf, type PlacedIncident } from './lanes';
import type { Player } from './player';
import css from './Timeline.module.css';
import { EVENT_SHAPES } from './eventShapes';
import { barOf, ticks, type TimeScale, toPx } from './timeScale';
import type { Sound } from './beside/data';
import { soundPath } from './beside/soundPath';
import beside from './beside/Beside.module.css';
import { useBesideText } from './beside/texts';
import { type Incident, type Review, TYPE_COLOURS } from './types';
import { usePlayedAt } from './usePlayer';

const WIDE_PX = 640;
const GUTTER_PX = 190;
const BAR_PX = 14;
const NARROW_LABEL_PX = 15;
const ROW_GAP_PX = 8;
const AXIS_PX = 22;

export interface TimelineLayout {
  readonly width_px: number;
  /** Room for the rows' names at the left; 0 when the names stand above the rows. */
  readonly gutter_px: number;
  readonly plot_px: number;
  readonly lanes: readonly Lane[];
  readonly row_px: number;
  readonly height_px: number;
}

export function layoutOf(width_px: number, placed: readonly PlacedIncident[]): TimelineLayout {
  const lanes = lanesOf(placed);
  const gutter_px = width_px >= WIDE_PX ? GUTTER_PX : 0;
  const row_px = BAR_PX + ROW_GAP_PX + (gutter_px ? 0 : NARROW_LABEL_PX);
  const height_px = (lanes.length + 3) * row_px + AXIS_PX;
  return { width_px, gutter_px, plot_px: width_px - gutter_px, lanes, row_px, height_px };
}

interface DrawingProps {
  readonly layout: TimelineLayout;
  readonly scale: TimeScale;
  readonly review: Review;
  readonly selected: Incident | null;
  readonly player: Player;
  /** Null: it is not known yet. */
  readonly sound: Sound | null;
}

export function TimelineDrawing({ layout, scale, review, selected, player, sound }: DrawingProps) {
  const t = useStaff();
  const say = useBesideText();
  const n_lanes = layout.lanes.length;
  return (
    <svg
      width={layout.width_px}
      height={layout.height_px}
      className={css.drawing}
      aria-hidden
      focusable="false"
    >
      <Patterns />
      <Axis layout={layout} scale={scale} />
      {layout.lanes.map((lane, row) => (
        <Row key={lane.type} layout={layout} row={row} name={t(`incident.${lane.type}`)}>
          {barsOf(lane, scale).map((bar) => (
            <IncidentBar
              key={bar.placed.incident.id}
              bar={bar}
              selected={bar.placed.incident.id === selected?.id}
            />
          ))}
        </Row>
      ))}
      <Row layout={layout} row={n_lanes} name={t('timeline.coverage')}>
        <Coverage spans={review.coverage} scale={scale} />
      </Row>
      <Row layout={layout} row={n_lanes + 1} name={t('timeline.events')}>
        <Events events={review.events} scale={scale} />
      </Row>
      <Row layout={layout} row={n_lanes + 2} name={say('sound')}>
        {sound && (
          <path d={soundPath(sound, scale, BAR_PX)} className={beside.sound} data-testid="sound-curve" />
        )}
      </Row>
      <Playhead layout={layout} scale={scale} player={player} />
    </svg>
  );
}

interface RowProps {
  readonly layout: TimelineLayout;
  readonly row: number;
  readonly name: string;
  readonly children: React.ReactNode;
}

function Row({ layout, row, name, children }: RowProps) {
  const top_px = row * layout.row_px + ROW_GAP_PX / 2;
  const bar_px = top_px + (layout.gutter_px ? 0 : NARROW_LABEL_PX);
  return (
    <g>
      <text x={0} y={layout.gutter_px ? bar_px + 11 : top_px + 11} className={css.name}>
        {name}
      </text>
      <svg x={layout.gutter_px} y={bar_px} width={layout.plot_px} height={BAR_PX} overflow="hidden">
        <rect width={layout.plot_px} height={BAR_PX} className={css.track} />
        {children}
      </svg>
    </g>
  );
}

/** Filled: no verdict yet or confirmed (with a tick); hollow: dismissed. */
function IncidentBar({ bar, selected }: { readonly bar: LaneBar; readonly selected: boolean }) {
  const { incident, number } = bar.placed;
  const colour = TYPE_COLOURS[incident.type];
  const hollow = incident.verdict === 'dismissed';
  const sign = incident.verdict === 'confirmed' ? `${number} ✓` : String(number);
  return (
    <g>
      <rect
        data-bar={incident.id}
        x={bar.x_px + 0.75}
        y={0.75}
        width={bar.width_px - 1.5}
        height={BAR_PX - 1.5}
        rx={2}
        fill={hollow ? palette.surface : colour}
        stroke={selected ? palette.ink : colour}
        strokeWidth={selected ? 2 : 1.5}
        className={css.bar}
      />
      {bar.width_px > 12 + sign.length * 5 && (
        <text x={bar.x_px + 5} y={11} className={css.sign} fill={hollow ? colour : palette.surface}>
          {sign}
        </text>
      )}
    </g>
  );
}

function Coverage({ spans, scale }: { readonly spans: Review['coverage']; readonly scale: TimeScale }) {
  const t = useStaff();
  return spans.map((span) => {
    const bar = barOf(scale, span, span.state === 'observed' ? 0 : 2);
    if (!bar) return null;
    const state = span.backfilled ? t('coverage.backfilled') : t(`coverage.${span.state}`);
    const words = span.cause ? t(`cause.${span.cause}`) : state;
    return (
      <g key={span.t0_s}>
        <rect x={bar.x_px} width={bar.width_px} height={BAR_PX} fill={`url(#coverage-${span.state})`}>
          <title>{words}</title>
        </rect>
        {span.state !== 'observed' && bar.width_px > words.length * 6.5 && (
          <text x={bar.x_px + 4} y={11} className={css.cause}>
            {words}
          </text>
        )}
      </g>
    );
  });
}

function Events({ events, scale }: { readonly events: Review['events']; readonly scale: TimeScale }) {
  const t = useStaff();
  return events
    .filter(({ at_s }) => at_s >= scale.from_s && at_s <= scale.to_s)
    .map((event, index) => (
      <path
        key={index}
        d={EVENT_SHAPES[event.kind]}
        transform={`translate(${Math.min(Math.max(toPx(scale, event.at_s), 6), scale.width_px - 6)} 7)`}
        className={css.event}
      >
        <title>{t(`event.${event.kind}`)}</title>
      </path>
    ));
}

function Axis({ layout, scale }: { readonly layout: TimelineLayout; readonly scale: TimeScale }) {
  const foot_px = layout.height_px - AXIS_PX;
  return ticks(scale).map((at_s) => {
    const x_px = layout.gutter_px + toPx(scale, at_s);
    const atEnd = x_px > layout.width_px - 24;
    return (
      <g key={at_s}>
        <line x1={x_px} x2={x_px} y1={0} y2={foot_px + 4} className={css.tick} />
        <text
          x={x_px}
          y={foot_px + 17}
          textAnchor={atEnd ? 'end' : at_s === scale.from_s ? 'start' : 'middle'}
          className={css.time}
        >
          {formatDuration(at_s)}
        </text>
      </g>
    );
  });
}

function Playhead({ layout, scale, player }: Pick<DrawingProps, 'layout' | 'scale' | 'player'>) {
  const at_s = usePlayedAt(player, 0.1);
  if (at_s < scale.from_s - 0.2 || at_s > scale.to_s) return null;
  const x_px = layout.gutter_px + Math.max(toPx(scale, at_s), 1);
  const foot_px = layout.height_px - AXIS_PX + 4;
  return (
    <g className={css.playhead}>
      <line x1={x_px} x2={x_px} y1={0} y2={foot_px} />
      <path d={`M${x_px - 5} 0h10l-5 7z`} />
    </g>
  );
}

function Patterns() {
  return (
    <defs>
      <pattern id="coverage-observed" width={6} height={6} patternUnits="userSpaceOnUse">
        <rect width={6} height={6} fill="#88c392" />
      </pattern>
      <pattern
        id="coverage-pending"
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={8} height={8} fill="#fbf3e1" />
        <rect width={3} height={8} fill="#e3b558" />
      </pattern>
      <pattern id="coverage-uncertain" width={6} height={6} patternUnits="userSpaceOnUse">
        <rect width={6} height={6} fill="#dbe7f3" />
        <circle cx={3} cy={3} r={1.5} fill="#4a6f9c" />
      </pattern>
      <pattern
        id="coverage-not_observed"
        width={7}
        height={7}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={7} height={7} fill="#f4f6f7" />
        <path d="M0 0V7M0 0H7" stroke="#7b8b93" strokeWidth={1.5} />
      </pattern>
    </defs>
  );
}
