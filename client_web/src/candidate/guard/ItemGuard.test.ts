// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Blocked, ItemGuard } from './ItemGuard';

let reported: string[];
let told: Blocked[];
let now: number;
let ended: AbortController;

beforeEach(() => {
  reported = [];
  told = [];
  now = 0;
  ended = new AbortController();
  document.body.innerHTML =
    '<p id="item">What is asked</p><div id="order" draggable="true"></div><textarea id="essay"></textarea>';
  const guard = new ItemGuard({
    report: (kind) => reported.push(kind),
    onBlocked: (what) => told.push(what),
    monotonic: () => now,
  });
  guard.open(document, ended.signal);
});
afterEach(() => ended.abort());

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
};
/** Fire an event; true when the page kept the browser from acting. */
const fire = (id: string, type: string, more: object = {}): boolean => {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), more);
  at(id).dispatchEvent(event);
  return event.defaultPrevented;
};

describe('ItemGuard', () => {
  it.each([
    ['copy', 'copy_blocked'],
    ['cut', 'cut_blocked'],
    ['paste', 'paste_blocked'],
    ['contextmenu', 'context_menu_blocked'],
    ['dragstart', 'copy_blocked'],
  ])('blocks %s at the item and reports %s', (type, kind) => {
    expect(fire('item', type)).toBe(true);
    expect(reported).toEqual([kind]);
    expect(told).toHaveLength(1);
  });

  it('blocks printing by the keyboard, and leaves other keys alone', () => {
    expect(fire('item', 'keydown', { ctrlKey: true, code: 'KeyP' })).toBe(true);
    expect(fire('item', 'keydown', { code: 'KeyP' })).toBe(false);
    window.dispatchEvent(new Event('beforeprint'));
    expect(reported).toEqual(['print_blocked']);
  });

  it('lets an order be dragged, and text be selected in an answer alone', () => {
    expect(fire('order', 'dragstart')).toBe(false);
    expect(fire('item', 'selectstart')).toBe(true);
    expect(fire('essay', 'selectstart')).toBe(false);
    expect(reported).toEqual([]);
  });

  it('counts a key held down as one try, and a later one as another', () => {
    fire('item', 'copy');
    now = 1500;
    fire('item', 'copy');
    now = 3000;
    fire('item', 'copy');
    expect(reported).toHaveLength(1);
    now = 5000;
    fire('item', 'copy');
    expect(reported).toHaveLength(2);
  });

  it('moves a candidate’s own words within the answer, and takes in none from elsewhere', () => {
    const command = vi.fn(() => true);
    Object.assign(document, { execCommand: command });
    expect(fire('essay', 'paste')).toBe(true);
    expect(reported).toEqual(['paste_blocked']);
    const essay = at('essay') as HTMLTextAreaElement;
    essay.value = 'first second';
    essay.setSelectionRange(0, 5);
    expect(fire('essay', 'cut')).toBe(true);
    expect(fire('essay', 'paste')).toBe(true);
    expect(command.mock.calls).toEqual([
      ['delete', false, undefined],
      ['insertText', false, 'first'],
    ]);
    expect(reported).toEqual(['paste_blocked']);
  });

  it('watches no longer than the test runs', () => {
    ended.abort();
    expect(fire('item', 'copy')).toBe(false);
  });
});
