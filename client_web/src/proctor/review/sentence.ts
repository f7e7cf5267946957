/// Why an event was flagged, in a sentence that tells what was seen and accuses nobody.
import { formatNumber, type Language } from '../../shared';
import { secondsInWords } from '../../staff/durations';
import type { Say } from '../../staff/texts';
import type { Incident } from './types';

/** Names of the measures of the signal rules. */
const MEASURES = {
  yaw_deg: 'measure.yaw',
  pitch_deg: 'measure.pitch',
  face_score: 'measure.face',
  extra_face_score: 'measure.extra',
  person_score: 'measure.person',
  contrast: 'measure.contrast',
  sharpness_ratio: 'measure.sharpness',
  luma: 'measure.luma',
  cell_change: 'measure.change',
  loop_share: 'measure.loop',
  identity_distance: 'measure.distance',
  gaze_aside: 'measure.gaze',
  speech_share: 'measure.speech',
  level_db: 'measure.level',
  object_score: 'measure.object',
} as const;

/** The name of an incident in a list: number, type and direction. */
export function incidentName(t: Say, incident: Pick<Incident, 'type' | 'direction'>, number: number): string {
  const type = t(`incident.${incident.type}`);
  if (!incident.direction) return t('incident.name', { number, type });
  return t('incident.nameDirection', { number, type, direction: t(`direction.${incident.direction}`) });
}

export function measureName(t: Say, measure: string): string {
  return t(Object.hasOwn(MEASURES, measure) ? MEASURES[measure as keyof typeof MEASURES] : 'measure.other');
}

/** What was seen and for how long. */
export function whatWasSeen(
  t: Say,
  incident: Pick<Incident, 'type' | 'direction' | 't0_s' | 't1_s'>,
): string {
  const time = secondsInWords(t, incident.t1_s - incident.t0_s);
  if (incident.type === 'turned') return t(`why.turned.${incident.direction ?? 'any'}`, { time });
  return t(`why.${incident.type}`, { time });
}

export interface Deciding {
  readonly side: 'above' | 'below';
  /** The value farthest beyond the threshold inside the span. */
  readonly value: number;
  readonly threshold: number;
}

/** Left is negative and right positive, but one threshold holds for both: compare the size. */
export const comparable = (incident: Pick<Incident, 'measure'>, value: number): number =>
  incident.measure === 'yaw_deg' || incident.measure === 'gaze_aside' ? Math.abs(value) : value;

/** Find on which side of its threshold the measure stood, and how far it went; null without a curve. */
export function deciding(
  incident: Pick<Incident, 't0_s' | 't1_s' | 'measure' | 'threshold' | 'curve'>,
): Deciding | null {
  const values = incident.curve
    .filter(({ at_s }) => at_s >= incident.t0_s && at_s <= incident.t1_s)
    .map(({ value }) => comparable(incident, value));
  if (values.length === 0) return null;
  const threshold = comparable(incident, incident.threshold);
  const n_above = values.filter((value) => value >= threshold).length;
  return n_above * 2 >= values.length
    ? { side: 'above', value: Math.max(...values), threshold }
    : { side: 'below', value: Math.min(...values), threshold };
}

/** Angles and grey levels as whole numbers, scores with two decimals. */
export function measured(value: number, language: Language): string {
  return formatNumber(value, language, Math.abs(value) < 10 ? 2 : 0);
}

/** What decided: the measure, how far it went, and its threshold. */
export function whatDecided(t: Say, incident: Incident, language: Language): string | null {
  const found = deciding(incident);
  if (!found) return null;
  return t(`why.${found.side}`, {
    measure: measureName(t, incident.measure),
    value: measured(found.value, language),
    threshold: measured(found.threshold, language),
  });
}
