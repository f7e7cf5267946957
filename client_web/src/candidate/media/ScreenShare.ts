/// The candidate's screen: asked for by a press of a button, whole or not at all, watched until it ends.

export type ScreenTrouble = 'ended' | 'refused' | 'not_whole';

export interface ScreenParts {
  readonly onStream: (stream: MediaStream) => void;
  readonly onEvent: (event: 'screen_opened' | 'screen_ended') => void;
  readonly onTrouble: (trouble: ScreenTrouble | null) => void;
}

/** Text stays readable at five pictures a second, and a second camera's worth of line is not needed. */
const VIDEO = { frameRate: { ideal: 5, max: 5 }, width: { max: 1920 }, height: { max: 1080 } };
const OPTIONS: DisplayMediaStreamOptions & { monitorTypeSurfaces: 'include' } = {
  video: { ...VIDEO, displaySurface: 'monitor' },
  audio: false,
  monitorTypeSurfaces: 'include',
};

export class ScreenShare {
  private stream: MediaStream | null = null;

  constructor(private readonly parts: ScreenParts) {}

  /** Ask for the screen; the browser answers only right after a press. */
  async share(): Promise<void> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia(OPTIONS);
    } catch {
      this.parts.onTrouble('refused');
      return;
    }
    const [track] = stream.getVideoTracks();
    if (track?.getSettings().displaySurface !== 'monitor') {
      stop(stream);
      this.parts.onTrouble('not_whole');
      return;
    }
    this.close();
    this.stream = stream;
    track.onended = () => {
      this.parts.onEvent('screen_ended');
      this.parts.onTrouble('ended');
    };
    this.parts.onTrouble(null);
    this.parts.onEvent('screen_opened');
    this.parts.onStream(stream);
  }

  close(): void {
    if (this.stream) stop(this.stream);
    this.stream = null;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
}
