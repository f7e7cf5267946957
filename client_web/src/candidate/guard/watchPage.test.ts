// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPage } from './watchPage';

let said: string[];
let ended: AbortController;

beforeEach(() => {
  said = [];
  ended = new AbortController();
  const parts = {
    report: (kind: string) => said.push(kind),
    onLeaving: () => said.push('leaving'),
    onLineBack: () => said.push('line back'),
  };
  watchPage(parts, ended.signal);
});
afterEach(() => {
  ended.abort();
  vi.restoreAllMocks();
});

function show(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

it('tells a page that is hidden, after sending what is typed, and one that is shown again', () => {
  show(true);
  show(false);
  expect(said).toEqual(['leaving', 'page_hidden', 'page_shown']);
});

it.each([
  ['blur', ['window_blurred']],
  ['focus', ['window_focused']],
  ['offline', ['offline']],
  ['online', ['online', 'line back']],
  ['pagehide', ['leaving']],
])('at %s says %j', (type, expected) => {
  window.dispatchEvent(new Event(type));
  expect(said).toEqual(expected);
});

it('watches no longer than the test runs', () => {
  ended.abort();
  show(true);
  window.dispatchEvent(new Event('blur'));
  expect(said).toEqual([]);
});
