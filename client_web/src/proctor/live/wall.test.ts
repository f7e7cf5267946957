import { describe, expect, it } from 'vitest';
import {
  FRESH_INCIDENT_S,
  isDrawnAlike,
  type LiveRow,
  mediaState,
  silence_s,
  tileView,
  urgency,
} from './wall';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const at = (seconds_ago: number): string => new Date(NOW - seconds_ago * 1000).toISOString();
const title = { kk: 'Тест', ru: 'Тест', en: 'Test' };
const interventions: LiveRow['interventions'] = [];
const attempt = (seconds_ago: number | null, connected = true, more: Partial<LiveRow> = {}): LiveRow => ({
  attempt_id: 'a',
  personal_number: 'KZ-1',
  programme_title: title,
  started_at: at(600),
  deadline_at: at(-600),
  paused_at: null,
  may_pause: false,
  silent_since: null,
  n_incidents: 0,
  last_incident_at: null,
  n_answered: 0,
  n_items: 55,
  end_allowed: false,
  interventions,
  still_url: '/still?segment=s',
  still_at: at(20),
  media: { connected, last_media_at: seconds_ago === null ? null : at(seconds_ago) },
  ...more,
});

describe('mediaState', () => {
  it.each([
    ['just now', attempt(1), 'receiving'],
    ['at the edge', attempt(10), 'receiving'],
    ['longer ago', attempt(10.1), 'silent'],
    ['by the server’s alarm', attempt(2, true, { silent_since: at(12) }), 'silent'],
    ['just disconnected', attempt(4, false), 'connecting'],
    ['disconnected a while ago', attempt(40, false), 'silent'],
    ['not yet, just started', attempt(null, false, { started_at: at(5) }), 'connecting'],
    ['never', attempt(null, false, { started_at: at(60) }), 'silent'],
    ['clock of the page behind', attempt(-3), 'receiving'],
  ])('media %s: %s', (_, row, state) => {
    expect(mediaState(row, NOW)).toBe(state);
  });
});

describe('urgency', () => {
  it.each([
    ['nothing to see', attempt(1), 0],
    ['a silent camera', attempt(60), 2],
    ['a fresh incident', attempt(1, true, { last_incident_at: at(FRESH_INCIDENT_S) }), 1],
    ['an old incident', attempt(1, true, { last_incident_at: at(FRESH_INCIDENT_S + 1) }), 0],
    ['silent after an incident', attempt(60, true, { last_incident_at: at(5) }), 2],
  ])('%s', (_, row, expected) => {
    expect(urgency(row, NOW)).toBe(expected);
  });
});

describe('what is drawn', () => {
  it('stays the same while media comes in, whatever the instants', () => {
    const [before, after] = [tileView(attempt(1), NOW), tileView(attempt(-3), NOW + 5000)];
    expect(isDrawnAlike(before, after)).toBe(true);
  });

  it.each([
    ['an answer', { n_answered: 1 }],
    ['an incident', { n_incidents: 1 }],
    ['a still', { still_at: at(2) }],
    ['a pause', { paused_at: at(2) }],
  ] as const)('changes with %s', (_, more) => {
    expect(isDrawnAlike(tileView(attempt(1), NOW), tileView(attempt(1, true, more), NOW))).toBe(false);
  });

  it('counts a silence in steps of five seconds', () => {
    expect([12, 14.9, 15].map((ago) => silence_s(attempt(ago), NOW))).toEqual([10, 10, 15]);
  });
});
