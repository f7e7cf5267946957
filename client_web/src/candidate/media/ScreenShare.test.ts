import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ScreenShare, type ScreenTrouble } from './ScreenShare';

let surface: string;
let refused: boolean;
let track: { onended: (() => void) | null; stop: () => void; getSettings: () => { displaySurface: string } };
let stopped: number;
let troubles: (ScreenTrouble | null)[];
let events: string[];
let streams: number;
let screen: ScreenShare;

beforeEach(() => {
  surface = 'monitor';
  refused = false;
  stopped = streams = 0;
  troubles = [];
  events = [];
  track = { onended: null, stop: () => (stopped += 1), getSettings: () => ({ displaySurface: surface }) };
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getDisplayMedia: () =>
        refused
          ? Promise.reject(new Error('NotAllowedError'))
          : Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] }),
    },
  });
  screen = new ScreenShare({
    onStream: () => (streams += 1),
    onEvent: (event) => events.push(event),
    onTrouble: (trouble) => troubles.push(trouble),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('shares the whole screen and says when it ends', async () => {
  await screen.share();
  expect([streams, events, troubles]).toEqual([1, ['screen_opened'], [null]]);
  track.onended?.();
  expect([events.at(-1), troubles.at(-1)]).toEqual(['screen_ended', 'ended']);
});

it('takes no window and no tab', async () => {
  surface = 'window';
  await screen.share();
  expect([streams, stopped, troubles]).toEqual([0, 1, ['not_whole']]);
});

it('says that it was refused', async () => {
  refused = true;
  await screen.share();
  expect([streams, troubles]).toEqual([0, ['refused']]);
});

it('ends without a word when the test does', async () => {
  await screen.share();
  screen.close();
  expect([stopped, events]).toEqual([1, ['screen_opened']]);
});
