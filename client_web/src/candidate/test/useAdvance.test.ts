// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useAdvance } from './useAdvance';

let moves: number[];
const parts = (index: number, waiting: boolean, forward = true) => ({
  index,
  forward,
  waiting,
  move: (to: number) => {
    moves.push(to);
  },
});

beforeEach(() => {
  moves = [];
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('waits for the answer where no question can be opened again, and says so', () => {
  const { result, rerender } = renderHook(useAdvance, { initialProps: parts(0, true) });
  act(() => result.current.now());
  expect([result.current.leaving, moves]).toEqual([true, []]);
  rerender(parts(0, false));
  expect(moves).toEqual([1]);
});

it('goes on by one question alone', () => {
  // Story: the question that came next was taken for saved, as nothing waits of it, and was passed over unseen.
  const { result, rerender } = renderHook(useAdvance, { initialProps: parts(0, true) });
  act(() => result.current.now());
  rerender(parts(0, false));
  rerender(parts(1, false));
  rerender(parts(1, true));
  rerender(parts(1, false));
  expect([result.current.leaving, moves]).toEqual([false, [1]]);
});

it('goes on at once where one may come back', () => {
  const { result } = renderHook(useAdvance, { initialProps: parts(4, true, false) });
  act(() => result.current.now());
  expect(moves).toEqual([5]);
});

it('lets a choice by a number key be seen first, and is called off by a move', () => {
  const { result, rerender } = renderHook(useAdvance, { initialProps: parts(2, false) });
  act(() => result.current.soon());
  expect(moves).toEqual([]);
  act(() => {
    vi.advanceTimersByTime(250);
  });
  expect(moves).toEqual([3]);
  act(() => result.current.soon());
  rerender(parts(7, false));
  act(() => {
    vi.advanceTimersByTime(1000);
  });
  expect(moves).toEqual([3]);
});
