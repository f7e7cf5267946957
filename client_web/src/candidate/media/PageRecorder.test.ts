import { beforeEach, describe, expect, it } from 'vitest';
import type { Chunk, RecorderRun } from './chunkStore';
import { firstCluster, PageRecorder } from './PageRecorder';

const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const UNREADABLE = Array<number>(32).fill(0);

class Recorder extends EventTarget {
  state: RecordingState = 'inactive';
  start = (): void => {
    this.state = 'recording';
    this.dispatchEvent(new Event('start'));
  };
  stop = (): void => {
    this.state = 'inactive';
  };
  end(): void {
    this.dispatchEvent(new Event('stop'));
  }
  give(...bytes: number[]): void {
    const data = new Blob([new Uint8Array(bytes)]);
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data }));
  }
}

let now: number;
let runs: RecorderRun[];
let chunks: Chunk[];
let recorders: Recorder[];
let options: MediaRecorderOptions[];
let recorder: PageRecorder;
let types: (type: string) => boolean;
let finished: number;

const track = (readyState: string) => ({ readyState });
const stream = (video = 'live', audio = true): MediaStream =>
  ({
    getVideoTracks: () => [track(video)],
    getAudioTracks: () => (audio ? [track('live')] : []),
  }) as unknown as MediaStream;
const bytesOf = (buffer: ArrayBuffer | undefined): number[] => [...new Uint8Array(buffer ?? [])];
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  now = 10_000;
  runs = [];
  finished = 0;
  chunks = [];
  recorders = [];
  options = [];
  types = () => true;
  recorder = new PageRecorder({
    attemptId: 'x',
    store: {
      begin: (run) => Promise.resolve(void runs.push(run)),
      add: (chunk) => Promise.resolve(void chunks.push(chunk)),
    },
    now: () => now,
    newId: () => `run-${recorders.length}`,
    newRecorder: (_, given) => {
      const made = new Recorder();
      recorders.push(made);
      options.push(given);
      return made;
    },
    canRecord: (type) => types(type),
    onFinished: () => (finished += 1),
  });
});

describe('PageRecorder', () => {
  it('tells what a chunk shows by its blocks, however late it comes', async () => {
    recorder.record(stream());
    now = 19_000;
    recorders[0]?.give(1, 2, ...CLUSTER, 0xff, 0xe7, 0x81, 0, 0xa3, 0x85, 0x81, 7, 0xd0, 0x80, 9);
    now = 21_500;
    recorders[0]?.give(0xa3, 0x85, 0x81, 0x0f, 0xa0, 0x80, 9);
    await settled();
    expect(chunks.map(({ no, from, to }) => [no, from, to])).toEqual([
      [1, 10_000, 12_000],
      [2, 12_000, 14_000],
    ]);
  });

  it('is recording until the last chunk of a stopped recorder is kept', async () => {
    expect(recorder.isRecording).toBe(false);
    recorder.record(stream());
    recorder.stop();
    recorders[0]?.give(1, 2, ...CLUSTER, 3);
    recorders[0]?.end();
    expect([recorder.isRecording, finished]).toEqual([true, 0]);
    await settled();
    expect([recorder.isRecording, finished, chunks.length]).toEqual([false, 1, 1]);
  });

  it('keeps the header apart, and takes a chunk that cannot be read for what came just now', async () => {
    recorder.record(stream());
    now = 12_000;
    recorders[0]?.give(1, 2, ...CLUSTER, 3, ...UNREADABLE);
    now = 14_000;
    recorders[0]?.give(4, 5);
    await settled();
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ attemptId: 'x', startedAt: 10_000 });
    expect(bytesOf(runs[0]?.init)).toEqual([1, 2]);
    expect(chunks.map(({ no, from, to }) => [no, from, to])).toEqual([
      [1, 10_000, 12_000],
      [2, 12_000, 14_000],
    ]);
    expect(bytesOf(chunks[0]?.bytes)).toEqual([...CLUSTER, 3, ...UNREADABLE]);
  });

  it('waits for the end of a header that came in two', async () => {
    recorder.record(stream());
    recorders[0]?.give(1, 2, 0x1f, 0x43);
    await settled();
    expect(runs).toEqual([]);
    recorders[0]?.give(0xb6, 0x75, 9);
    await settled();
    expect(bytesOf(runs[0]?.init)).toEqual([1, 2]);
    expect(bytesOf(chunks[0]?.bytes)).toEqual([...CLUSTER, 9]);
  });

  it('begins a new run for another stream, one recorder at a time', () => {
    recorder.record(stream());
    recorder.record(stream('live', false));
    expect(recorders.map(({ state }) => state)).toEqual(['inactive', 'recording']);
    expect(options.map(({ mimeType }) => mimeType)).toEqual([
      'video/webm;codecs=vp8,opus',
      'video/webm;codecs=vp8',
    ]);
  });

  it('records nothing without a live camera or the codec', () => {
    recorder.record(stream('ended'));
    types = () => false;
    recorder.record(stream());
    expect(recorders).toEqual([]);
  });
});

describe('firstCluster', () => {
  it.each([
    ['none', [1, 0x1f, 0x43], -1],
    ['one', [1, ...CLUSTER], 1],
    ['after what looks like one', [0x1f, 0x43, ...CLUSTER], 2],
  ])('%s', (_, bytes, at) => {
    expect(firstCluster(new Uint8Array(bytes))).toBe(at);
  });
});
