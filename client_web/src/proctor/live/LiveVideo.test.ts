// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LivePiece, type LivePlace, type LiveState, LiveVideo } from './LiveVideo';

class Buffer extends EventTarget {
  readonly appended: number[] = [];
  end = 0;
  get buffered() {
    return { length: this.end > 0 ? 1 : 0, start: () => 0, end: () => this.end };
  }
  appendBuffer(bytes: ArrayBuffer): void {
    this.appended.push(bytes.byteLength);
    this.end += bytes.byteLength;
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')));
  }
  remove(): void {
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')));
  }
}
class Source extends EventTarget {
  constructor() {
    super();
    queueMicrotask(() => this.dispatchEvent(new Event('sourceopen')));
  }
  addSourceBuffer(type: string): Buffer {
    types.push(type);
    const made = new Buffer();
    buffers.push(made);
    return made;
  }
}

let types: string[];
let buffers: Buffer[];
let states: LiveState[];
let asked: (LivePlace | null)[];
let pieces: (LivePiece | null | Error)[];
let live: LiveVideo;
const video = { currentTime: 0, src: '', play: () => Promise.resolve(), removeAttribute: () => undefined };
const piece = (part: string, after: number, size: number, codecs: string | null): LivePiece => ({
  part,
  after,
  codecs,
  bytes: new ArrayBuffer(size),
});
const settled = () => vi.advanceTimersByTimeAsync(100);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaSource', Source);
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  types = [];
  buffers = [];
  states = [];
  asked = [];
  video.currentTime = 0;
  live = new LiveVideo({
    video: video as unknown as HTMLVideoElement,
    next: (place) => {
      asked.push(place);
      const next = pieces.shift();
      if (next instanceof Error) return Promise.reject(next);
      return next === undefined ? new Promise(() => undefined) : Promise.resolve(next);
    },
    onState: (state) => states.push(state),
  });
});
afterEach(() => {
  live.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('LiveVideo', () => {
  it('appends what comes and asks for what follows it', async () => {
    pieces = [piece('a', 500, 4, 'vp8,opus'), piece('a', 600, 1, null), null];
    live.open();
    await settled();
    expect(types).toEqual(['video/webm; codecs="vp8,opus"']);
    expect(buffers[0]?.appended).toEqual([4, 1]);
    expect(asked).toEqual([
      null,
      { part: 'a', after: 500 },
      { part: 'a', after: 600 },
      { part: 'a', after: 600 },
    ]);
    expect(states).toContain('playing');
  });

  it('jumps near the newest picture when it has fallen behind', async () => {
    pieces = [piece('a', 500, 8, 'vp8')];
    live.open();
    await settled();
    expect(video.currentTime).toBe(7);
  });

  it('begins anew with another part of the recording', async () => {
    pieces = [piece('a', 500, 4, 'vp8,opus'), piece('b', 300, 4, 'vp8')];
    live.open();
    await settled();
    expect(types).toHaveLength(2);
  });

  it('says that nothing comes, and tries again', async () => {
    pieces = [new Error('404'), piece('a', 500, 4, 'vp8')];
    live.open();
    await settled();
    expect(states.at(-1)).toBe('none');
    await vi.advanceTimersByTimeAsync(2100);
    expect(states.at(-1)).toBe('playing');
  });
});
