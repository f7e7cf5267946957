/// How an attempt stands on the live wall: its camera, what needs a look, and what of it is drawn.
import type { Schemas } from '../../shared';

export type LiveRow = Schemas['LiveRow'];
export type Intervention = Schemas['InterventionView'];
export type WallAttempt = Pick<LiveRow, 'started_at' | 'media' | 'silent_since' | 'last_incident_at'>;
export type MediaState = 'receiving' | 'connecting' | 'silent';

/** A reconnect takes a few seconds; a silence counts only when it lasts longer than that. */
export const SILENT_AFTER_S = 10;
/** How long an incident keeps its attempt among those that need a look. */
export const FRESH_INCIDENT_S = 300;
const SILENCE_STEP_S = 5;

/** Tell whether media comes in, is still expected to begin, or has stopped. */
export function mediaState(attempt: WallAttempt, now_ms: number): MediaState {
  const { connected, last_media_at } = attempt.media;
  const silence_s = (now_ms - Date.parse(last_media_at ?? attempt.started_at)) / 1000;
  if (attempt.silent_since !== null || silence_s > SILENT_AFTER_S) return 'silent';
  return connected && last_media_at !== null ? 'receiving' : 'connecting';
}

/** Tell how long nothing has come in, in whole steps of five seconds. */
export function silence_s(attempt: WallAttempt, now_ms: number): number {
  const passed_s = (now_ms - Date.parse(attempt.media.last_media_at ?? attempt.started_at)) / 1000;
  return Math.max(Math.floor(passed_s / SILENCE_STEP_S) * SILENCE_STEP_S, 0);
}

/** Tell how soon a person should look: 2 nothing comes in, 1 something was seen of late, 0 nothing. */
export function urgency(attempt: WallAttempt, now_ms: number): number {
  if (mediaState(attempt, now_ms) === 'silent') return 2;
  const since_s = (now_ms - Date.parse(attempt.last_incident_at ?? '')) / 1000;
  return since_s <= FRESH_INCIDENT_S ? 1 : 0;
}

/** All that is drawn of an attempt: what changes with every answer and is not seen is not in it. */
export interface TileView {
  readonly id: string;
  readonly number: string;
  readonly title: LiveRow['programme_title'];
  readonly media: MediaState;
  readonly never: boolean;
  readonly silence_s: number;
  readonly alarm: boolean;
  readonly urgency: number;
  readonly deadline_at: string;
  readonly paused: boolean;
  readonly may_pause: boolean;
  readonly n_answered: number;
  readonly n_items: number;
  readonly n_incidents: number;
  readonly still: string | null;
  readonly still_at: string | null;
  readonly end_allowed: boolean;
  readonly latest: Intervention | null;
}

export function tileView(row: LiveRow, now_ms: number): TileView {
  const media = mediaState(row, now_ms);
  return {
    id: row.attempt_id,
    number: row.personal_number,
    title: row.programme_title,
    media,
    never: row.media.last_media_at === null,
    silence_s: media === 'silent' ? silence_s(row, now_ms) : 0,
    alarm: row.silent_since !== null,
    urgency: urgency(row, now_ms),
    deadline_at: row.deadline_at,
    paused: row.paused_at !== null,
    may_pause: row.may_pause,
    n_answered: row.n_answered,
    n_items: row.n_items,
    n_incidents: row.n_incidents,
    // The address changes with the still's instant, so the browser fetches a new one and no old one twice.
    still: row.still_url && `${row.still_url}&at=${encodeURIComponent(row.still_at ?? '')}`,
    still_at: row.still_at,
    end_allowed: row.end_allowed,
    latest: row.interventions.at(-1) ?? null,
  };
}

/** Whether two views are drawn alike; texts and interventions keep their identity while nothing in them changes. */
export function isDrawnAlike(a: TileView, b: TileView): boolean {
  return (Object.keys(a) as (keyof TileView)[]).every((name) => Object.is(a[name], b[name]));
}
