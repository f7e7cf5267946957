import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Camera, type CameraEvent, type DeviceTrouble } from './Camera';

interface Track {
  kind: string;
  label: string;
  stop: () => void;
  getSettings: () => { deviceId: string };
  onended: (() => void) | null;
  onmute: (() => void) | null;
  onunmute: (() => void) | null;
}

let plugged: string[];
let tracks: Track[];
let streams: number;
let events: CameraEvent[];
let troubles: Record<string, DeviceTrouble | null>;
let missing: Set<string>;
let camera: Camera;

const track = (kind: string, id: string): Track => ({
  kind,
  label: id,
  stop: () => undefined,
  getSettings: () => ({ deviceId: id }),
  onended: null,
  onmute: null,
  onunmute: null,
});
class Stream {
  constructor(readonly all: Track[] = []) {}
  getTracks = () => this.all;
  addTrack = (one: Track) => this.all.push(one);
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const now = (kind: string): Track => {
  const found = tracks.findLast((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};

beforeEach(async () => {
  vi.useFakeTimers();
  plugged = ['cam', 'mic'];
  tracks = [];
  events = [];
  troubles = {};
  streams = 0;
  missing = new Set();
  vi.stubGlobal('MediaStream', Stream);
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(new EventTarget(), {
      getUserMedia: (wanted: MediaStreamConstraints) => {
        const kinds = [...(wanted.video ? ['video'] : []), ...(wanted.audio ? ['audio'] : [])];
        if (kinds.some((kind) => missing.has(kind))) {
          return Promise.reject(Object.assign(new Error(), { name: 'NotFoundError' }));
        }
        const made = kinds.map((kind) => track(kind, kind === 'video' ? 'cam' : 'mic'));
        tracks.push(...made);
        return Promise.resolve(new Stream(made));
      },
      enumerateDevices: () => Promise.resolve(plugged.map((deviceId) => ({ deviceId }))),
    }),
  });
  camera = new Camera({
    onStream: () => (streams += 1),
    onEvent: (event) => events.push(event),
    onTrouble: (device, trouble) => (troubles[device] = trouble),
  });
  await camera.open();
});
afterEach(() => {
  camera.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('Camera', () => {
  it('tells an unplugged camera from one that stopped, and when it is there again', async () => {
    plugged = ['mic'];
    now('video').onended?.();
    await pass(10);
    expect(events).toEqual(['camera_unplugged']);
    expect(troubles.camera).toBe('unplugged');
    await pass(3000);
    expect(events).toEqual(['camera_unplugged', 'camera_opened']);
    expect(troubles.camera).toBeNull();
    plugged = ['cam', 'mic'];
    now('video').onended?.();
    await pass(10);
    expect(events.at(-1)).toBe('camera_ended');
  });

  it('tells of sound and picture that are muted', () => {
    now('audio').onmute?.();
    expect(troubles.microphone).toBe('muted');
    now('audio').onunmute?.();
    expect(troubles.microphone).toBeNull();
    expect(events).toEqual(['microphone_muted', 'microphone_unmuted']);
  });

  it('goes on with the picture while the microphone lacks, and opens it when one is plugged in', async () => {
    missing.add('audio');
    now('audio').onended?.();
    await pass(3010);
    expect(troubles.microphone).toBe('missing');
    const before = streams;
    await pass(60_000);
    expect(streams).toBe(before);
    missing.clear();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await pass(3010);
    expect(troubles.microphone).toBeNull();
    expect(events.at(-1)).toBe('microphone_opened');
  });

  it('keeps trying a camera that lacks, and leaves what still runs alone', async () => {
    missing.add('video');
    now('video').onended?.();
    await pass(20_000);
    expect(troubles.camera).toBe('missing');
    expect(streams).toBe(1);
    missing.clear();
    await pass(3100);
    expect(streams).toBe(2);
    expect(events.at(-1)).toBe('camera_opened');
  });

  it('names a device that is another than before', async () => {
    now('video').label = 'cam';
    const opened = now('video');
    opened.onended?.();
    await pass(10);
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await original(wanted);
      for (const one of stream.getTracks() as unknown as Track[]) one.label = `other ${one.kind}`;
      return stream;
    };
    await pass(3100);
    expect(events).toContain('camera_changed');
    expect(events).toContain('microphone_changed');
  });
});
