/// The candidate's camera and microphone during the attempt: opened, watched, opened again when they end.
import {
  type DeviceFault,
  type DeviceKind,
  isPlugged,
  openDevices,
  rememberedChoice,
  stopStream,
} from './devices';

type TrackEvent = 'opened' | 'unplugged' | 'ended' | 'muted' | 'unmuted' | 'changed';
export type CameraEvent = `${DeviceKind}_${TrackEvent}`;
/** What is wrong with a device: it did not open, or it stopped after it had. */
export type DeviceTrouble = DeviceFault | 'unplugged' | 'ended' | 'muted';

export interface CameraParts {
  /** The tracks to record from now on; called anew whenever they change. */
  readonly onStream: (stream: MediaStream) => void;
  readonly onEvent: (event: CameraEvent) => void;
  /** Why a device does not run; null when it does. */
  readonly onTrouble: (device: DeviceKind, trouble: DeviceTrouble | null) => void;
}

const REOPEN_AFTER_MS = 3000;
const DEVICES: readonly DeviceKind[] = ['camera', 'microphone'];

export class Camera {
  private stream: MediaStream | null = null;
  private readonly labels: Record<DeviceKind, string> = { camera: '', microphone: '' };
  private readonly off: Record<DeviceKind, boolean> = { camera: false, microphone: false };
  private closed = false;
  private opening = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: CameraParts) {}

  /** Open the devices; a camera that does not open is tried again every few seconds. */
  async open(): Promise<void> {
    if (this.closed || this.opening) return;
    this.opening = true;
    clearTimeout(this.timer);
    const { stream, faults } = await openDevices(rememberedChoice());
    this.opening = false;
    // close() may have been called while the browser was asking.
    if (this.isClosed()) {
      stopStream(stream);
      return;
    }
    for (const device of DEVICES) this.opened(device, faults[device] ?? null);
    if (faults.camera) {
      // What still runs goes on: a new stream without a camera would only break the connection.
      stopStream(stream);
      this.reopenLater();
    } else this.take(stream);
    this.watchPlugs(faults.microphone !== undefined);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.watchPlugs(false);
    this.forget();
  }

  private isClosed(): boolean {
    return this.closed;
  }

  private opened(device: DeviceKind, fault: DeviceFault | null): void {
    this.parts.onTrouble(device, fault);
    if (fault !== null) this.off[device] = true;
    else if (this.off[device]) {
      this.off[device] = false;
      this.parts.onEvent(`${device}_opened`);
    }
  }

  private take(stream: MediaStream): void {
    this.forget();
    this.stream = stream;
    for (const track of stream.getTracks()) {
      const device = track.kind === 'video' ? 'camera' : 'microphone';
      const before = this.labels[device];
      if (before !== '' && track.label !== '' && track.label !== before) {
        this.parts.onEvent(`${device}_changed`);
      }
      if (track.label !== '') this.labels[device] = track.label;
      this.watch(track, device);
    }
    this.parts.onStream(stream);
  }

  private watch(track: MediaStreamTrack, device: DeviceKind): void {
    track.onended = () => void this.ended(track, device);
    track.onmute = () => {
      this.parts.onEvent(`${device}_muted`);
      this.parts.onTrouble(device, 'muted');
    };
    track.onunmute = () => {
      this.parts.onEvent(`${device}_unmuted`);
      this.parts.onTrouble(device, null);
    };
  }

  private async ended(track: MediaStreamTrack, device: DeviceKind): Promise<void> {
    const how = (await isPlugged(track)) ? 'ended' : 'unplugged';
    if (this.isClosed()) return;
    this.off[device] = true;
    this.parts.onEvent(`${device}_${how}`);
    this.parts.onTrouble(device, how);
    this.reopenLater();
  }

  private reopenLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), REOPEN_AFTER_MS);
  }

  /** A missing microphone is opened when one is plugged in: trying again and again would cut the picture. */
  private watchPlugs(wanted: boolean): void {
    if (!('mediaDevices' in navigator)) return;
    navigator.mediaDevices.removeEventListener('devicechange', this.plugged);
    if (wanted) navigator.mediaDevices.addEventListener('devicechange', this.plugged);
  }

  private readonly plugged = (): void => this.reopenLater();

  private forget(): void {
    for (const track of this.stream?.getTracks() ?? []) {
      track.onended = track.onmute = track.onunmute = null;
    }
    stopStream(this.stream);
    this.stream = null;
  }
}
