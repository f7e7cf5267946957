import { describe, expect, it } from 'vitest';
import { added_s, bodyOf, readAmount } from './amount';

describe('the amount of added time', () => {
  it.each([
    ['minutes', '1', 1],
    ['minutes', ' 1440 ', 1440],
    ['percent', '300', 300],
  ] as const)('reads %s %j', (unit, text, value) => {
    expect(readAmount(unit, text)).toBe(value);
  });

  it.each([
    ['minutes', '0'],
    ['minutes', '1441'],
    ['minutes', ''],
    ['minutes', '-5'],
    ['minutes', '2.5'],
    ['percent', '301'],
    ['percent', '1e2'],
  ] as const)('refuses %s %j', (unit, text) => {
    expect(readAmount(unit, text)).toBeNull();
  });

  it('rounds a share of the limit up to a second', () => {
    expect(added_s('percent', 25, 3300)).toBe(825);
    expect(added_s('percent', 33, 1501)).toBe(496);
    expect(added_s('minutes', 10, 3300)).toBe(600);
  });
});

describe('the request', () => {
  const draft = { unit: 'percent', amount: '25', block_no: 1, reason: '  протокол 7 ' } as const;

  it('has one of the two amounts and a trimmed reason', () => {
    expect(bodyOf(draft)).toEqual({ block_no: 1, minutes: null, percent: 25, reason: 'протокол 7' });
  });

  it.each([
    ['no amount', { ...draft, amount: '' }],
    ['a reason of two characters', { ...draft, reason: ' ok ' }],
    ['a reason too long', { ...draft, reason: 'x'.repeat(2001) }],
  ])('is not made with %s', (_, wrong) => {
    expect(bodyOf(wrong)).toBeNull();
  });
});
