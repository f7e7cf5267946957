/// The device check as it goes on: devices open, the server looks at frames, loudness and speed are measured.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../shared';
import {
  type DeviceChoice,
  type DeviceKind,
  listDevices,
  type ListedDevice,
  type OpenedDevices,
  openDevices,
  rememberChoice,
  rememberedChoice,
  stopStream,
} from '../media/devices';
import { SILENCE_DB, watchLevel } from './level';
import { checkFrame, grabFrame, measureUpload } from './probes';
import { judgeCamera, judgeFace, judgeLight, judgeMicrophone, judgeSpeed, type Verdicts } from './verdicts';

const NO_FRAMES_AFTER_MS = 5000;
const SILENT_AFTER_MS = 8000;
const FRAME_EVERY_MS = 1000;

type FrameCheck = Schemas['FrameCheckView'];
type Frames = 'waiting' | 'flowing' | 'missing';

export interface DeviceCheckState {
  readonly begun: boolean;
  readonly opened: OpenedDevices | null;
  readonly lists: Readonly<Record<DeviceKind, readonly ListedDevice[]>>;
  readonly choice: DeviceChoice;
  readonly verdicts: Verdicts;
  readonly levelDb: number;
  readonly loudestDb: number;
  readonly frame: FrameCheck | null;
  readonly kbps: number | null;
  readonly error: unknown;
  readonly begin: () => void;
  readonly choose: (kind: DeviceKind, id: string) => void;
  readonly attachVideo: (video: HTMLVideoElement | null) => void;
}

const IDLE = { state: 'idle', reason: 'waiting' } as const;
const NOT_BEGUN: Verdicts = { camera: IDLE, microphone: IDLE, light: IDLE, face: IDLE, speed: IDLE };

export function useDeviceCheck(attemptId: string): DeviceCheckState {
  const [round, setRound] = useState(0);
  const [choice, setChoice] = useState(rememberedChoice);
  const [opened, setOpened] = useState<OpenedDevices | null>(null);
  const [lists, setLists] = useState<DeviceCheckState['lists']>({ camera: [], microphone: [] });
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);

  useEffect(() => {
    if (round === 0) return;
    const opening = { live: true, stream: null as MediaStream | null };
    setOpened(null);
    void openDevices(choice).then(async (devices) => {
      if (!opening.live) return stopStream(devices.stream);
      opening.stream = devices.stream;
      setOpened(devices);
      const [camera, microphone] = await Promise.all([listDevices('camera'), listDevices('microphone')]);
      setLists({ camera, microphone });
    });
    return () => {
      opening.live = false;
      stopStream(opening.stream);
    };
  }, [round, choice]);

  const frames = useFrames(video, opened, round);
  const { frame, error } = useFrameChecks(attemptId, video, frames === 'flowing', opened);
  const { levelDb, loudestDb, listenedLong } = useLevel(opened);
  const kbps = useUpload(attemptId, round);

  const begin = useCallback(() => setRound((number) => number + 1), []);
  const choose = useCallback((kind: DeviceKind, id: string) => {
    setChoice((former) => {
      const next = { ...former, [kind === 'camera' ? 'cameraId' : 'microphoneId']: id };
      rememberChoice(next);
      return next;
    });
  }, []);

  const verdicts: Verdicts =
    round === 0
      ? NOT_BEGUN
      : {
          camera: judgeCamera(opened?.faults.camera, frames),
          microphone: judgeMicrophone(opened?.faults.microphone, loudestDb, listenedLong),
          light: frames === 'flowing' ? judgeLight(frame) : IDLE,
          face: frames === 'flowing' ? judgeFace(frame) : IDLE,
          speed: judgeSpeed(kbps),
        };
  return {
    begun: round > 0,
    opened,
    lists,
    choice,
    verdicts,
    levelDb,
    loudestDb,
    frame,
    kbps,
    error,
    begin,
    choose,
    attachVideo: setVideo,
  };
}

/** Whether pictures come out of the camera: a virtual one may open and never show any. */
function useFrames(video: HTMLVideoElement | null, opened: OpenedDevices | null, round: number): Frames {
  const [frames, setFrames] = useState<Frames>('waiting');
  useEffect(() => {
    setFrames('waiting');
    if (!video || !opened || opened.stream.getVideoTracks().length === 0) return;
    video.srcObject = opened.stream;
    void video.play().catch(() => undefined);
    const missing = setTimeout(() => setFrames('missing'), NO_FRAMES_AFTER_MS);
    const handle = video.requestVideoFrameCallback(() => {
      clearTimeout(missing);
      setFrames('flowing');
    });
    return () => {
      clearTimeout(missing);
      video.cancelVideoFrameCallback(handle);
    };
  }, [video, opened, round]);
  return frames;
}

/** What the server sees on the picture, asked about once a second until face and light are good. */
function useFrameChecks(
  attemptId: string,
  video: HTMLVideoElement | null,
  flowing: boolean,
  opened: OpenedDevices | null,
): { frame: FrameCheck | null; error: unknown } {
  const [frame, setFrame] = useState<FrameCheck | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    setFrame(null);
    setError(null);
    if (!video || !flowing) return;
    const watch = { live: true, timer: undefined as ReturnType<typeof setTimeout> | undefined };
    const look = async (): Promise<void> => {
      const seen = await askFrame(attemptId, video);
      if (!watch.live) return;
      if ('frame' in seen) setFrame((former) => seen.frame ?? former);
      setError('error' in seen ? seen.error : null);
      if ('frame' in seen && isGood(seen.frame)) return;
      watch.timer = setTimeout(() => void look(), FRAME_EVERY_MS);
    };
    void look();
    return () => {
      watch.live = false;
      clearTimeout(watch.timer);
    };
  }, [attemptId, video, flowing, opened]);
  return { frame, error };
}

type Seen = { readonly frame: FrameCheck | null } | { readonly error: unknown };

async function askFrame(attemptId: string, video: HTMLVideoElement): Promise<Seen> {
  try {
    const jpeg = await grabFrame(video);
    return { frame: jpeg && (await checkFrame(attemptId, jpeg)) };
  } catch (error) {
    return { error };
  }
}

function isGood(frame: FrameCheck | null): boolean {
  return judgeFace(frame).state === 'ok' && judgeLight(frame).state === 'ok';
}

function useLevel(opened: OpenedDevices | null): {
  levelDb: number;
  loudestDb: number;
  listenedLong: boolean;
} {
  const [levelDb, setLevel] = useState(SILENCE_DB);
  const [loudestDb, setLoudest] = useState(SILENCE_DB);
  const [listenedLong, setListenedLong] = useState(false);
  const smooth = useRef(SILENCE_DB);
  useEffect(() => {
    setLevel(SILENCE_DB);
    setLoudest(SILENCE_DB);
    setListenedLong(false);
    smooth.current = SILENCE_DB;
    if (!opened || opened.stream.getAudioTracks().length === 0) return;
    const silent = setTimeout(() => setListenedLong(true), SILENT_AFTER_MS);
    const end = watchLevel(opened.stream, (db) => {
      smooth.current = Math.max(db, smooth.current - 3);
      setLevel(smooth.current);
      setLoudest((loudest) => Math.max(loudest, db));
    });
    return () => {
      clearTimeout(silent);
      end();
    };
  }, [opened]);
  return { levelDb, loudestDb, listenedLong };
}

/** kbit/s; null while measuring, 0 when measuring failed. */
function useUpload(attemptId: string, round: number): number | null {
  const [kbps, setKbps] = useState<number | null>(null);
  useEffect(() => {
    if (round === 0) return;
    let live = true;
    setKbps(null);
    void measureUpload(attemptId)
      .catch(() => 0)
      .then((measured) => live && setKbps(measured));
    return () => {
      live = false;
    };
  }, [attemptId, round]);
  return kbps;
}
