/// The candidate's camera and microphone during the attempt: opened, watched, opened again when they end.
import { type DeviceFault, openDevices, rememberedChoice, stopStream } from './devices';

export type CameraEvent =
  | 'camera_ended'
  | 'camera_muted'
  | 'camera_unmuted'
  | 'camera_changed'
  | 'microphone_ended'
  | 'microphone_muted'
  | 'microphone_unmuted';

export interface CameraParts {
  /** The tracks to record from now on; called anew whenever they change. */
  readonly onStream: (stream: MediaStream) => void;
  readonly onEvent: (event: CameraEvent) => void;
  /** Why the camera does not run; null when it does. */
  readonly onFault: (fault: DeviceFault | 'ended' | null) => void;
}

const REOPEN_AFTER_MS = 3000;

export class Camera {
  private stream: MediaStream | null = null;
  private label = '';
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
    this.take(stream);
    this.parts.onFault(faults.camera ?? null);
    if (faults.camera) this.reopenLater();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.forget();
  }

  private isClosed(): boolean {
    return this.closed;
  }

  private take(stream: MediaStream): void {
    this.forget();
    this.stream = stream;
    for (const track of stream.getTracks()) this.watch(track);
    const label = stream.getVideoTracks()[0]?.label ?? '';
    if (this.label !== '' && label !== '' && label !== this.label) this.parts.onEvent('camera_changed');
    if (label !== '') this.label = label;
    this.parts.onStream(stream);
  }

  private watch(track: MediaStreamTrack): void {
    const name = track.kind === 'video' ? 'camera' : 'microphone';
    track.onended = () => {
      this.parts.onEvent(`${name}_ended`);
      if (name === 'camera') this.parts.onFault('ended');
      this.reopenLater();
    };
    track.onmute = () => this.parts.onEvent(`${name}_muted`);
    track.onunmute = () => this.parts.onEvent(`${name}_unmuted`);
  }

  private reopenLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), REOPEN_AFTER_MS);
  }

  private forget(): void {
    for (const track of this.stream?.getTracks() ?? []) {
      track.onended = track.onmute = track.onunmute = null;
    }
    stopStream(this.stream);
    this.stream = null;
  }
}
