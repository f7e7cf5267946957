import { describe, expect, it } from 'vitest';
import { loudnessDb, SILENCE_DB } from './level';

describe('loudnessDb', () => {
  it('is 0 dB at full scale, −20 dB at a tenth, and bounded in silence', () => {
    expect(loudnessDb(new Float32Array([1, -1, 1, -1]))).toBeCloseTo(0);
    expect(loudnessDb(new Float32Array([0.1, -0.1]))).toBeCloseTo(-20);
    expect(loudnessDb(new Float32Array(8))).toBe(SILENCE_DB);
    expect(loudnessDb(new Float32Array())).toBe(SILENCE_DB);
  });
});
