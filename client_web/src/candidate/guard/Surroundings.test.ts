import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Surroundings } from './Surroundings';

class FakeScreen extends EventTarget {
  isExtended = false;
}
class FakeWindow extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { fullscreenElement: null as object | null });
  readonly screen = new FakeScreen();
  readonly navigator = { clipboard: new EventTarget() };
  outerWidth = 1400;
  outerHeight = 900;
  innerWidth = 1400;
  innerHeight = 800;
  devicePixelRatio = 1;
}

let view: FakeWindow;
let reported: string[];
let ended: AbortController;

const open = () => {
  const parts = { report: (kind: string) => reported.push(kind), onFullScreen: () => undefined };
  new Surroundings(parts, view as unknown as Window & typeof globalThis).open(ended.signal);
};

beforeEach(() => {
  vi.useFakeTimers();
  view = new FakeWindow();
  reported = [];
  ended = new AbortController();
});
afterEach(() => {
  ended.abort();
  vi.useRealTimers();
});

describe('Surroundings', () => {
  it('reports full screen entered and left', () => {
    open();
    view.document.fullscreenElement = {};
    view.document.dispatchEvent(new Event('fullscreenchange'));
    view.document.fullscreenElement = null;
    view.document.dispatchEvent(new Event('fullscreenchange'));
    expect(reported).toEqual(['fullscreen_entered', 'fullscreen_left']);
  });

  it('reports a second screen once while it is there, and again when it comes back', () => {
    view.screen.isExtended = true;
    open();
    view.screen.dispatchEvent(new Event('change'));
    view.screen.isExtended = false;
    view.screen.dispatchEvent(new Event('change'));
    view.screen.isExtended = true;
    view.screen.dispatchEvent(new Event('change'));
    expect(reported).toEqual(['second_screen', 'second_screen']);
  });

  it('reports that the clipboard changed, and not what it holds', () => {
    open();
    view.navigator.clipboard.dispatchEvent(new Event('clipboardchange'));
    expect(reported).toEqual(['clipboard_changed']);
  });

  it('suspects a panel only when the window has come to rest', () => {
    open();
    view.innerHeight = 400;
    view.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(1000);
    view.innerHeight = 790;
    view.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(5000);
    expect(reported).toEqual([]);
    view.innerHeight = 400;
    view.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(5000);
    expect(reported).toEqual(['devtools_suspected']);
  });

  it('does not take leaving full screen for a panel', () => {
    view.innerHeight = 1200;
    open();
    view.innerHeight = 800;
    view.document.dispatchEvent(new Event('fullscreenchange'));
    view.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(5000);
    expect(reported).toEqual(['fullscreen_left']);
  });
});
