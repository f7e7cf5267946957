import { describe, expect, it } from 'vitest';
import { isVirtualCamera, panelOpened, type WindowSizes } from './hints';

const open: WindowSizes = { outerWidth: 1440, outerHeight: 900, innerWidth: 1440, innerHeight: 790, zoom: 1 };

describe('panelOpened', () => {
  it.each([
    ['tools docked below', { innerHeight: 480 }, true],
    ['tools docked at the side', { innerWidth: 900 }, true],
    ['a bar of downloads', { innerHeight: 740 }, false],
    ['a smaller window', { outerWidth: 1000, innerWidth: 1000 }, false],
    ['another zoom', { zoom: 1.5, innerWidth: 960, innerHeight: 527 }, false],
    ['a page on a keyboard and a side bar at once', { innerWidth: 1000, innerHeight: 400 }, false],
    ['nothing', {}, false],
  ])('%s: %s', (_what, change, expected) => {
    expect(panelOpened(open, { ...open, ...change })).toBe(expected);
  });

  it('measures in the window’s own pixels when the page is zoomed', () => {
    const zoomed = { ...open, zoom: 2, innerWidth: 720, innerHeight: 395 };
    expect(panelOpened(zoomed, { ...zoomed, innerHeight: 275 })).toBe(true);
  });
});

describe('isVirtualCamera', () => {
  it.each([
    'OBS Virtual Camera',
    'ManyCam Video Source',
    'Dummy video device (0x0000)',
    'XSplit VCam',
    'Snap Camera',
  ])('knows %s', (label) => expect(isVirtualCamera(label)).toBe(true));
  it.each([
    'Integrated Webcam (0bda:5538)',
    'FaceTime HD Camera',
    'fake_device_0',
    'Logitech BRIO',
    'Jobs Cam',
    '',
  ])('takes "%s" for a camera', (label) => expect(isVirtualCamera(label)).toBe(false));
});
