import { describe, expect, it } from 'vitest';
import { BlockClock } from './blockClock';

const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const cluster = (ms: number): number[] => [
  ...[0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN],
  ...[0xe7, 0x84, 0, ms >> 16, (ms >> 8) & 0xff, ms & 0xff],
];
/** `wide`: the length in eight bytes, as some write it. */
const block = (step: number, n = 40, wide = false): number[] => [
  0xa3,
  ...(wide ? [1, 0, 0, 0, 0, 0, 0, n + 4] : [0x80 | (n + 4)]),
  ...[0x81, (step >> 8) & 0xff, step & 0xff, 0x80],
  ...Array<number>(n).fill(0x1f),
];
const RECORDED = [
  ...cluster(0),
  ...block(0),
  ...block(1010, 60, true),
  ...[0xec, 0x82, 1, 2], // Void: whatever else lies there is gone over
  ...cluster(70_000),
  ...block(-20),
  ...block(33),
];
const bytes = (numbers: number[]) => new Uint8Array(numbers);

describe('BlockClock', () => {
  it('tells the time of the last block', () => {
    expect(new BlockClock().pass(bytes(RECORDED))).toBe(70_033);
  });

  it('says the same wherever the bytes are cut', () => {
    for (let at = 0; at <= RECORDED.length; at += 1) {
      const clock = new BlockClock();
      const first = clock.pass(bytes(RECORDED.slice(0, at))) ?? Number.NaN;
      expect(first).toBeLessThanOrEqual(70_033);
      expect(clock.pass(bytes(RECORDED.slice(at)))).toBe(70_033);
    }
  });

  it('says the same of bytes that come one by one', () => {
    const clock = new BlockClock();
    expect(RECORDED.map((byte) => clock.pass(bytes([byte]))).at(-1)).toBe(70_033);
  });

  it('gives up on what is no WebM, and for good', () => {
    const clock = new BlockClock();
    expect(clock.pass(bytes(Array<number>(64).fill(0)))).toBeNull();
    expect(clock.pass(bytes(RECORDED))).toBeNull();
  });
});
