import { beforeEach, describe, expect, it } from 'vitest';
import { PartTimeline } from '../partTimeline';
import { Thumbnails } from './Thumbnails';

class FakeVideo extends EventTarget {
  readyState = 0;
  currentTime = 0;
  readonly loaded: string[] = [];
  get src(): string {
    return this.loaded.at(-1) ?? '';
  }
  set src(url: string) {
    this.loaded.push(url);
    this.readyState = 0;
    this.currentTime = 0;
  }
  removeAttribute(): void {
    this.readyState = 0;
  }
  arrives(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event('seeked'));
  }
}

let video: FakeVideo;
let thumbnails: Thumbnails<string>;

beforeEach(() => {
  video = new FakeVideo();
  const timeline = new PartTimeline([
    { id: 'a', t0_s: 2, duration_s: 60, url: '/a' },
    { id: 'b', t0_s: 100, duration_s: 60, url: '/b' },
  ]);
  thumbnails = new Thumbnails(timeline, video, () => `${video.src} ${video.currentTime}`);
});

describe('Thumbnails', () => {
  it('keeps one picture for four seconds and asks for it once', () => {
    thumbnails.ask(21);
    expect([video.src, video.currentTime]).toEqual(['/a', 18]);
    expect(thumbnails.of(21)).toBeNull();
    video.arrives();
    expect(thumbnails.of(23.9)).toBe('/a 18');
    thumbnails.ask(22);
    expect(video.loaded).toEqual(['/a']);
  });

  it('skips what was asked for in between', () => {
    thumbnails.ask(10);
    thumbnails.ask(20);
    thumbnails.ask(30);
    video.arrives();
    expect(video.currentTime).toBe(26);
    video.arrives();
    expect([thumbnails.of(10), thumbnails.of(20), thumbnails.of(30)]).toEqual(['/a 6', null, '/a 26']);
  });

  it('opens the file that the moment lies in, and knows none where nothing was recorded', () => {
    thumbnails.ask(110);
    video.arrives();
    expect(thumbnails.of(110)).toBe('/b 8');
    thumbnails.ask(80);
    expect(thumbnails.of(80)).toBeNull();
    thumbnails.ask(11);
    expect(video.src).toBe('/a');
  });

  it('shows the beginning of a recording that begins inside a step', () => {
    thumbnails.ask(0);
    video.arrives();
    expect(thumbnails.of(0)).toBe('/a 0');
  });

  it('takes no picture of another moment than the one asked for', () => {
    thumbnails.ask(21);
    video.currentTime = 0;
    video.arrives();
    expect(thumbnails.of(21)).toBeNull();
  });

  it('goes on after a file that cannot be read, and tells who listens', () => {
    let told = 0;
    thumbnails.subscribe(() => (told += 1));
    thumbnails.ask(110);
    thumbnails.ask(21);
    video.dispatchEvent(new Event('error'));
    video.arrives();
    expect([told, thumbnails.of(21)]).toEqual([1, '/a 18']);
  });
});
