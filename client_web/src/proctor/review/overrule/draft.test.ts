import { describe, expect, it } from 'vitest';
import type { Review } from '../types';
import { type Draft, lacking } from './draft';

const title = { kk: '', ru: '', en: '' };
const decision = {
  outcome: 'violation',
  rule: { id: 'left_seat', title, detail: title },
  reason: '',
  decided_at: '2026-11-22T05:00:00Z',
} as unknown as Review['decision'];
const draft = (part: Partial<Draft>): Draft => ({
  outcome: 'no_violation',
  rule_id: null,
  grounds: 'x'.repeat(20),
  ...part,
});

describe('a new decision of a senior', () => {
  it.each([
    ['complete', draft({}), null],
    ['without an outcome', draft({ outcome: null }), 'missing'],
    ['a violation without its rule', draft({ outcome: 'violation' }), 'missing'],
    ['of another rule', draft({ outcome: 'violation', rule_id: 'phone' }), null],
    ['that stands already', draft({ outcome: 'violation', rule_id: 'left_seat' }), 'same'],
    ['one character short of grounds', draft({ grounds: 'x'.repeat(19) }), 'missing'],
    ['with blanks for grounds', draft({ grounds: ' '.repeat(30) }), 'missing'],
  ])('%s', (_what, given, expected) => {
    expect(lacking(given, decision)).toBe(expected);
  });
});
