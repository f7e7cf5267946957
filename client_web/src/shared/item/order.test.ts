import { describe, expect, it } from 'vitest';
import { moved, orderedChoices } from './order';
import { isFree, isOneToRow, rightOf, withPair, withRow } from './pairs';
import type { ChoiceView, MatchInteraction } from './types';

const view = (id: string, match_max = 1): ChoiceView => ({ id, html: id, match_max });
const ids = (choices: readonly ChoiceView[]) => choices.map(({ id }) => id).join('');

describe('orderedChoices', () => {
  const choices = [view('a'), view('b'), view('c')];

  it.each([
    [[], 'abc'],
    [['c', 'a', 'b'], 'cab'],
    [['c'], 'cab'],
    [['x', 'b'], 'bac'],
  ])('%j', (answer, expected) => {
    expect(ids(orderedChoices(choices, answer))).toBe(expected);
  });
});

it.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
])('moved from %i to %i', (from, to, expected) => {
  expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(expected);
});

describe('pairs', () => {
  const match: MatchInteraction = {
    kind: 'match',
    response_id: 'M',
    left: [view('l1'), view('l2', 2)],
    right: [view('r1'), view('r2', 0)],
    max_associations: 3,
  };

  it('need a grid when a row may have several', () => {
    expect(isOneToRow(match)).toBe(false);
    expect(isOneToRow({ ...match, left: [view('l1')] })).toBe(true);
  });

  it('of a row are replaced, and taken out', () => {
    const pairs = withRow(['l1 r1', 'l2 r2'], 'l1', 'r2');
    expect(rightOf(pairs, 'l1')).toBe('r2');
    expect(withRow(pairs, 'l1', '')).toEqual(['l2 r2']);
  });

  it('are toggled in a grid', () => {
    expect(withPair(withPair([], 'l2', 'r1'), 'l2', 'r2')).toEqual(['l2 r1', 'l2 r2']);
    expect(withPair(['l2 r1'], 'l2', 'r1')).toEqual([]);
  });

  it.each([
    [[], 'l1', 'r1', true],
    [['l1 r2'], 'l1', 'r1', false],
    [['l2 r1'], 'l1', 'r1', false],
    [['l2 r2'], 'l2', 'r1', true],
    [['x 1', 'x 2', 'x 3'], 'l1', 'r1', false],
  ])('with %j, %s–%s may be added: %s', (pairs, left, right, expected) => {
    const leftView = match.left.find(({ id }) => id === left) ?? view(left);
    const rightView = match.right.find(({ id }) => id === right) ?? view(right);
    expect(isFree(match, pairs, leftView, rightView)).toBe(expected);
  });
});
