import { describe, expect, it } from 'vitest';
import type { ItemView } from '../../shared/item';
import { paceOf } from './pace';

const item: ItemView = {
  body: '',
  stimulus: null,
  language: 'kk',
  interactions: [
    { kind: 'inline_choice', response_id: 'LIST', choices: [] },
    { kind: 'text_entry', response_id: 'GAP', entry: 'string', expected_length: null },
    { kind: 'extended_text', response_id: 'ESSAY', min_words: null, max_words: 200, expected_length: null },
  ],
};

describe('paceOf', () => {
  it.each([
    [{ LIST: ['a'] }, 0],
    [{ GAP: ['о'] }, 1500],
    [{ ESSAY: ['Б'] }, 4000],
    [{}, 0],
  ])('%j: %i ms', (after, pace) => {
    expect(paceOf(item, {}, after)).toBe(pace);
  });

  it('goes by what changed, not by what stands there', () => {
    expect(paceOf(item, { ESSAY: ['Бір'] }, { ESSAY: ['Бір'], LIST: ['a'] })).toBe(0);
    expect(paceOf(item, { GAP: ['он'] }, {})).toBe(1500);
  });
});
