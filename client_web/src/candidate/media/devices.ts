/// The candidate's camera and microphone: opening them, and a plain code for why one does not open.

export type DeviceKind = 'camera' | 'microphone';
export type DeviceFault = 'denied' | 'missing' | 'busy' | 'unsupported' | 'failed';

export interface DeviceChoice {
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
}

export interface OpenedDevices {
  readonly stream: MediaStream;
  readonly faults: Readonly<Partial<Record<DeviceKind, DeviceFault>>>;
}

const STORAGE_KEY = 'synaq.devices';
/** 15 frames of 640×480 a second: enough to see a face, little enough for a weak line. */
const VIDEO = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 15 } };
const AUDIO = { echoCancellation: false, noiseSuppression: false, autoGainControl: true };

/** Tell why getUserMedia refused, by the names of the Media Capture specification. */
export function faultOf(error: unknown): DeviceFault {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

export function rememberedChoice(): DeviceChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    const id = (name: string): string | null => {
      const value: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : null;
      return typeof value === 'string' && value !== '' ? value : null;
    };
    return { cameraId: id('cameraId'), microphoneId: id('microphoneId') };
  } catch {
    return { cameraId: null, microphoneId: null };
  }
}

export function rememberChoice(choice: DeviceChoice): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(choice));
  } catch {
    // Without storage the browser's default devices are used next time.
  }
}

/** Open both devices; where one fails, the other is opened alone and the fault is named. */
export async function openDevices(choice: DeviceChoice): Promise<OpenedDevices> {
  if (!('mediaDevices' in navigator)) {
    return { stream: new MediaStream(), faults: { camera: 'unsupported', microphone: 'unsupported' } };
  }
  const video = { ...VIDEO, ...(choice.cameraId ? { deviceId: { ideal: choice.cameraId } } : {}) };
  const audio = { ...AUDIO, ...(choice.microphoneId ? { deviceId: { ideal: choice.microphoneId } } : {}) };
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ video, audio }), faults: {} };
  } catch {
    return openApart(video, audio);
  }
}

async function openApart(video: MediaTrackConstraints, audio: MediaTrackConstraints): Promise<OpenedDevices> {
  const stream = new MediaStream();
  const faults: Partial<Record<DeviceKind, DeviceFault>> = {};
  const open = async (kind: DeviceKind, constraints: MediaStreamConstraints): Promise<void> => {
    try {
      const opened = await navigator.mediaDevices.getUserMedia(constraints);
      for (const track of opened.getTracks()) stream.addTrack(track);
    } catch (error) {
      faults[kind] = faultOf(error);
    }
  };
  await open('camera', { video });
  await open('microphone', { audio });
  return { stream, faults };
}

/** Whether the device of a track is still there; unknown counts as there. */
export async function isPlugged(track: MediaStreamTrack): Promise<boolean> {
  const { deviceId } = track.getSettings();
  if (!deviceId) return true;
  const all = await navigator.mediaDevices.enumerateDevices().catch(() => null);
  return all === null || all.some((each) => each.deviceId === deviceId);
}

export function stopStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

export interface ListedDevice {
  readonly id: string;
  readonly label: string;
}

/** Devices to choose from; labels are empty until the browser's permission is given. */
export async function listDevices(kind: DeviceKind): Promise<ListedDevice[]> {
  const wanted = kind === 'camera' ? 'videoinput' : 'audioinput';
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter((each) => each.kind === wanted && each.deviceId !== '')
    .map((each) => ({ id: each.deviceId, label: each.label }));
}
