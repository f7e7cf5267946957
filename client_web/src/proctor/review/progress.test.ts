import { describe, expect, it } from 'vitest';
import { obstacles, undecided, type DraftDecision } from './progress';
import { incident } from './samples';

const confirmed = incident({ id: 'i1', verdict: 'confirmed', rule_id: 'left_seat' });
const dismissed = incident({ id: 'i2', verdict: 'dismissed', rule_id: 'turned_away' });
const open = incident({ id: 'i3' });
const review = (incidents = [confirmed, dismissed]) => ({
  claimed_by_me: true,
  analysis_pending: false,
  incidents,
});
const draft = (more: Partial<DraftDecision>): DraftDecision => ({
  outcome: 'violation',
  rule_id: 'left_seat',
  reason: 'seen',
  ...more,
});

it('lists the incidents without a verdict', () => {
  expect(undecided([confirmed, open, dismissed])).toEqual([open]);
});

describe('obstacles', () => {
  it.each<[string, DraftDecision, string[]]>([
    ['no outcome chosen', draft({ outcome: null }), ['outcomeMissing']],
    ['no violation needs nothing more', draft({ outcome: 'no_violation', rule_id: null, reason: '' }), []],
    ['a violation without a rule', draft({ rule_id: null }), ['ruleMissing']],
    ['a violation without a reason', draft({ reason: '  ' }), ['reasonMissing']],
    ['a short reason with a confirmed incident of the rule', draft({}), []],
    ['a short reason with only a dismissed one', draft({ rule_id: 'turned_away' }), ['reasonShort']],
    ['nineteen signs', draft({ rule_id: 'devices', reason: 'x'.repeat(19) }), ['reasonShort']],
    ['twenty signs', draft({ rule_id: 'devices', reason: 'x'.repeat(20) }), []],
  ])('%s', (_, decision, expected) => {
    expect(obstacles(review(), decision)).toEqual(expected);
  });

  it('asks for a verdict on every incident, whatever the outcome', () => {
    expect(obstacles(review([confirmed, open]), draft({ outcome: 'no_violation' }))).toEqual([
      'incidentsUndecided',
    ]);
  });

  it('asks for the claim and for the analysis to be complete', () => {
    expect(obstacles({ ...review(), claimed_by_me: false, analysis_pending: true }, draft({}))).toEqual([
      'notClaimed',
      'analysisPending',
    ]);
  });
});
