/// Attempts for tests: one running legislation-like block unless told otherwise.
import type { AttemptView, BlockView } from '../data';

const title = { kk: 'Бөлім', ru: 'Часть', en: 'Part' };

export function aBlock(no: number, more: Partial<BlockView> = {}): BlockView {
  return {
    no,
    id: `block-${no}`,
    title,
    kind: 'items',
    limit_s: 1500,
    extra_s: 0,
    n_items: 5,
    sections: [],
    navigation: 'free',
    aids: [],
    break_after_s: 0,
    next_starts_itself: false,
    max_words: null,
    state: 'locked',
    started_at: null,
    deadline_at: null,
    ended_at: null,
    end_cause: null,
    ...more,
  };
}

export function anAttempt(more: Partial<AttemptView> = {}): AttemptView {
  return {
    id: 'a1',
    programme_id: 'legislation',
    title,
    state: 'running',
    close_cause: null,
    language: 'kk',
    booked_language: null,
    screen: 'off',
    n_items: 5,
    limit_s: 1500,
    window_opens_at: '2026-11-22T04:00:00Z',
    window_closes_at: '2026-11-22T13:30:00Z',
    started_at: '2026-11-22T06:50:00Z',
    deadline_at: '2026-11-22T07:15:00Z',
    closed_at: null,
    server_now: '2026-11-22T07:00:00Z',
    personal_number: 'KZ-104772',
    consent_version: '2026-11',
    sections: [],
    pass_total: 3,
    retake: true,
    rules: [],
    slots: [],
    blocks: [aBlock(0, { state: 'running' })],
    block_no: 0,
    break_until: null,
    paused_at: null,
    accommodations: { extra_percent: 0, larger_text: false, high_contrast: false },
    device_epoch: 1,
    media: { connected: false, last_media_at: null },
    ...more,
  };
}
