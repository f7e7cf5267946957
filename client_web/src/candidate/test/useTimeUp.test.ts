// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { networkProblem } from '../../shared';
import { problemOf } from '../../shared/net/problem';
import type { AnswerQueue, QueueSnapshot } from '../answers/AnswerQueue';
import { useTimeUp } from './useTimeUp';

const IDLE = { isPending: false, isSuccess: false, error: null as unknown };
let said: string[];

const parts = (timeUp: boolean, nWaiting: number, more: Partial<QueueSnapshot> = {}, finish = IDLE) => ({
  timeUp,
  queue: { hurry: () => said.push('hurry') } as unknown as AnswerQueue,
  answers: { nWaiting, stopCode: null, ...more } as QueueSnapshot,
  finish,
  finishNow: () => {
    said.push('finish');
  },
});

beforeEach(() => {
  said = [];
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('sends what was typed before it ends the block, once', () => {
  const { rerender } = renderHook(useTimeUp, { initialProps: parts(false, 1) });
  expect(said).toEqual([]);
  rerender(parts(true, 1));
  expect(said).not.toContain('finish');
  expect(said).toContain('hurry');
  rerender(parts(true, 0));
  rerender(parts(true, 0));
  expect(said.filter((one) => one === 'finish')).toEqual(['finish']);
});

it('does not wait for answers that the server takes no more', () => {
  renderHook(useTimeUp, { initialProps: parts(true, 2, { stopCode: 'block_closed' }) });
  expect(said).toContain('finish');
});

it('asks again while the line is down, and not when it was refused', () => {
  const { rerender } = renderHook(useTimeUp, { initialProps: parts(true, 0) });
  const n = () => said.filter((one) => one === 'finish').length;
  rerender(parts(true, 0, {}, { ...IDLE, error: networkProblem() }));
  act(() => {
    vi.advanceTimersByTime(2000);
  });
  expect(n()).toBe(2);
  rerender(parts(true, 0, {}, { ...IDLE, error: problemOf(409, { code: 'device_superseded' }) }));
  act(() => {
    vi.advanceTimersByTime(10_000);
  });
  expect(n()).toBe(2);
});
