/// What each step of the device check found, and whether the candidate may go on with it.
import type { Schemas } from '../../shared';
import type { DeviceFault } from '../media/devices';

export type StepName = 'camera' | 'microphone' | 'light' | 'face' | 'speed';
export type StepState = 'idle' | 'checking' | 'ok' | 'warn' | 'bad';

/** `reason` chooses the sentence shown: `check.<step>.<reason>`. */
export interface StepVerdict<Reason extends string = string> {
  readonly state: StepState;
  readonly reason: Reason;
}

type FrameCheck = Schemas['FrameCheckView'];

/** Upload speed asked of candidates: 5 Mbit/s (candidate's memo, equipment). */
export const WANTED_UPLOAD_KBPS = 5000;
/** Below this the microphone is as good as silent (dBFS). */
export const HEARD_DB = -45;
/** Width of the face in the width of the picture. Outside of these the candidate is too far or too near. */
export const FACE_SHARE = { least: 0.08, most: 0.7 } as const;

export type FaceReason = 'waiting' | 'good' | 'none' | 'many' | 'far' | 'near';

export function judgeFace(frame: FrameCheck | null): StepVerdict<FaceReason> {
  if (!frame) return { state: 'checking', reason: 'waiting' };
  if (frame.n_faces === 0) return { state: 'bad', reason: 'none' };
  if (frame.n_faces > 1) return { state: 'bad', reason: 'many' };
  if (frame.face_share !== null && frame.face_share < FACE_SHARE.least)
    return { state: 'warn', reason: 'far' };
  if (frame.face_share !== null && frame.face_share > FACE_SHARE.most)
    return { state: 'warn', reason: 'near' };
  return { state: 'ok', reason: 'good' };
}

export type LightReason = 'waiting' | 'good' | 'dark' | 'overexposed' | 'blurred' | 'covered';

/** A weak light warns only: the proctor sees the picture and judges. */
export function judgeLight(frame: FrameCheck | null): StepVerdict<LightReason> {
  if (!frame) return { state: 'checking', reason: 'waiting' };
  return frame.view === 'clear' ? { state: 'ok', reason: 'good' } : { state: 'warn', reason: frame.view };
}

export type SpeedReason = 'waiting' | 'measuring' | 'good' | 'slow' | 'failed';

export function judgeSpeed(kbps: number | null): StepVerdict<SpeedReason> {
  if (kbps === null) return { state: 'checking', reason: 'measuring' };
  if (kbps === 0) return { state: 'warn', reason: 'failed' };
  return kbps >= WANTED_UPLOAD_KBPS ? { state: 'ok', reason: 'good' } : { state: 'warn', reason: 'slow' };
}

export type MicrophoneReason = 'waiting' | 'listening' | 'good' | 'silent' | DeviceFault;

/** `loudestDb`: the loudest moment so far. Silence becomes a fault when it has lasted long enough. */
export function judgeMicrophone(
  fault: DeviceFault | undefined,
  loudestDb: number,
  listenedLong: boolean,
): StepVerdict<MicrophoneReason> {
  if (fault) return { state: 'bad', reason: fault };
  if (loudestDb >= HEARD_DB) return { state: 'ok', reason: 'good' };
  return listenedLong ? { state: 'bad', reason: 'silent' } : { state: 'checking', reason: 'listening' };
}

export type CameraReason = 'waiting' | 'opening' | 'good' | 'no_frames' | DeviceFault;

export function judgeCamera(
  fault: DeviceFault | undefined,
  frames: 'waiting' | 'flowing' | 'missing',
): StepVerdict<CameraReason> {
  if (fault) return { state: 'bad', reason: fault };
  if (frames === 'flowing') return { state: 'ok', reason: 'good' };
  return frames === 'missing'
    ? { state: 'bad', reason: 'no_frames' }
    : { state: 'checking', reason: 'opening' };
}

export type Verdicts = Readonly<Record<StepName, StepVerdict>>;

/**
 * Camera and microphone must work, and the rest must have been looked at. No detector's opinion of a face keeps a
 * person from the test: it is reported, and a proctor sees the picture.
 */
export function mayGoOn(verdicts: Verdicts): boolean {
  const working = [verdicts.camera, verdicts.microphone];
  const measured = [verdicts.light, verdicts.face, verdicts.speed];
  return (
    working.every(({ state }) => state === 'ok' || state === 'warn') &&
    measured.every(({ state }) => state === 'ok' || state === 'warn' || state === 'bad')
  );
}

/** Steps to report as failed: what is not good, save for a face that is merely far or near. */
export function failedSteps(verdicts: Verdicts): StepName[] {
  const names: StepName[] = ['camera', 'microphone', 'light', 'face', 'speed'];
  return names.filter((name) => {
    const { state } = verdicts[name];
    return state === 'bad' || (state === 'warn' && (name === 'light' || name === 'speed'));
  });
}
