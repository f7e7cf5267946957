import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../shared';
import { faultOf } from '../media/devices';
import {
  failedSteps,
  judgeCamera,
  judgeFace,
  judgeLight,
  judgeMicrophone,
  judgeSpeed,
  mayGoOn,
  type StepVerdict,
  type Verdicts,
} from './verdicts';

const frame = (changes: Partial<Schemas['FrameCheckView']>): Schemas['FrameCheckView'] => ({
  n_faces: 1,
  face_share: 0.25,
  luma: 120,
  view: 'clear',
  ...changes,
});
const ok: StepVerdict = { state: 'ok', reason: 'good' };
const allGood: Verdicts = { camera: ok, microphone: ok, light: ok, face: ok, speed: ok };

describe('the steps of the device check', () => {
  it.each([
    [null, 'checking', 'waiting'],
    [frame({}), 'ok', 'good'],
    [frame({ n_faces: 0, face_share: null }), 'bad', 'none'],
    [frame({ n_faces: 2 }), 'bad', 'many'],
    [frame({ face_share: 0.079 }), 'warn', 'far'],
    [frame({ face_share: 0.08 }), 'ok', 'good'],
    [frame({ face_share: 0.71 }), 'warn', 'near'],
  ])('face %j: %s (%s)', (seen, state, reason) => {
    expect(judgeFace(seen)).toEqual({ state, reason });
  });

  it('warns of a weak light and names it', () => {
    expect(judgeLight(frame({ view: 'dark' }))).toEqual({ state: 'warn', reason: 'dark' });
    expect(judgeLight(frame({}))).toEqual(ok);
  });

  it.each([
    [null, 'checking'],
    [5000, 'ok'],
    [4999, 'warn'],
    [0, 'warn'],
  ])('upload of %s kbit/s: %s', (kbps, state) => {
    expect(judgeSpeed(kbps).state).toBe(state);
  });

  it('hears, listens on, then says that it hears nothing', () => {
    expect(judgeMicrophone(undefined, -20, false).reason).toBe('good');
    expect(judgeMicrophone(undefined, -80, false).reason).toBe('listening');
    expect(judgeMicrophone(undefined, -80, true)).toEqual({ state: 'bad', reason: 'silent' });
    expect(judgeMicrophone('busy', -20, true)).toEqual({ state: 'bad', reason: 'busy' });
  });

  it('tells a camera that opens but gives no picture from one that does not open', () => {
    expect(judgeCamera(undefined, 'missing')).toEqual({ state: 'bad', reason: 'no_frames' });
    expect(judgeCamera('denied', 'waiting')).toEqual({ state: 'bad', reason: 'denied' });
    expect(judgeCamera(undefined, 'flowing').state).toBe('ok');
  });
});

describe('going on', () => {
  it.each(['camera', 'microphone'] as const)('stops at a bad %s', (step) => {
    const verdicts = { ...allGood, [step]: { state: 'bad', reason: 'x' } as const };
    expect(mayGoOn(verdicts)).toBe(false);
    expect(failedSteps(verdicts)).toEqual([step]);
  });

  it.each(['light', 'speed'] as const)('goes on with a weak %s and reports it', (step) => {
    const verdicts = { ...allGood, [step]: { state: 'warn', reason: 'x' } as const };
    expect(mayGoOn(verdicts)).toBe(true);
    expect(failedSteps(verdicts)).toEqual([step]);
  });

  it('lets nobody be stopped by a detector that finds no face, and reports it', () => {
    const verdicts = { ...allGood, face: { state: 'bad', reason: 'none' } as const };
    expect(mayGoOn(verdicts)).toBe(true);
    expect(failedSteps(verdicts)).toEqual(['face']);
  });

  it('waits until everything was looked at', () => {
    expect(mayGoOn({ ...allGood, speed: { state: 'checking', reason: 'measuring' } })).toBe(false);
  });
});

describe('faultOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'failed'],
  ])('%s is %s', (name, fault) => {
    expect(faultOf(new DOMException('', name))).toBe(fault);
  });
});
