/// Whose camera has gone silent, and in which order the live wall shows attempts without jumping.

export interface WallMedia {
  readonly connected: boolean;
  readonly last_media_at: string | null;
}

export interface WallAttempt {
  readonly attempt_id: string;
  readonly personal_number: string;
  readonly started_at: string;
  readonly media: WallMedia;
  /** Since when the server's alarm "nothing comes" stands. */
  readonly silent_since: string | null;
}

export type MediaState = 'receiving' | 'connecting' | 'silent';

/** A reconnect takes a few seconds; a tile moves only when the silence lasts longer than that. */
export const SILENT_AFTER_S = 10;

/** Tell whether media comes in, is still expected to begin, or has stopped. */
export function mediaState(attempt: WallAttempt, now_ms: number): MediaState {
  const { connected, last_media_at } = attempt.media;
  const silence_s = (now_ms - Date.parse(last_media_at ?? attempt.started_at)) / 1000;
  if (attempt.silent_since !== null || silence_s > SILENT_AFTER_S) return 'silent';
  return connected && last_media_at !== null ? 'receiving' : 'connecting';
}

/** Tell how long nothing has come in, in whole seconds. */
export function silence_s(attempt: WallAttempt, now_ms: number): number {
  return Math.max(
    Math.floor((now_ms - Date.parse(attempt.media.last_media_at ?? attempt.started_at)) / 1000),
    0,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Order the wall: silent cameras first, the rest after them; inside both by start and number.
 *
 * Nothing that changes from one refresh to the next (incidents, answers, time left) takes part, so a
 * tile moves only when its camera falls silent or comes back.
 */
export function wallOrder<T extends WallAttempt>(attempts: readonly T[], now_ms: number): T[] {
  const rank = (attempt: T): number => (mediaState(attempt, now_ms) === 'silent' ? 0 : 1);
  return [...attempts].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Date.parse(a.started_at) - Date.parse(b.started_at) ||
      compare(a.personal_number, b.personal_number) ||
      compare(a.attempt_id, b.attempt_id),
  );
}
