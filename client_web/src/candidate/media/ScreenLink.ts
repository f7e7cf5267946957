/// Records the screen where the programme asks for it: shared by a press, connected like the camera, apart from it.
import { api, postRaw, unwrap } from '../../shared';
import { iceServersOf } from './iceServers';
import { MediaLink } from './MediaLink';
import { newScreenPeer } from './peer';
import { ScreenShare, type ScreenTrouble } from './ScreenShare';

export interface ScreenSnapshot {
  readonly wanted: 'off' | 'optional' | 'required';
  readonly shared: boolean;
  readonly trouble: ScreenTrouble | null;
}

export interface ScreenLinkParts {
  readonly attemptId: string;
  readonly epoch: number;
  readonly onEvent: (event: 'screen_opened' | 'screen_ended') => void;
  readonly onChange: (snapshot: ScreenSnapshot) => void;
}

export const NO_SCREEN: ScreenSnapshot = { wanted: 'off', shared: false, trouble: null };
const LIMIT_MS = 15_000;

export class ScreenLink {
  private link: MediaLink | null = null;
  private state = NO_SCREEN;
  private readonly screen: ScreenShare;

  constructor(private readonly parts: ScreenLinkParts) {
    this.screen = new ScreenShare({
      onStream: (stream) => this.record(stream),
      onEvent: parts.onEvent,
      onTrouble: (trouble) => this.change({ trouble, shared: trouble === null }),
    });
  }

  /** Learn whether the programme asks for the screen. */
  async open(): Promise<void> {
    const params = { path: { attempt_id: this.parts.attemptId } };
    const view = await unwrap(api.GET('/api/attempts/{attempt_id}', { params })).catch(() => null);
    if (view) this.change({ wanted: view.screen });
  }

  share(): void {
    void this.screen.share();
  }

  retryNow(): void {
    this.link?.retryNow();
  }

  close(): void {
    this.link?.stop();
    this.screen.close();
  }

  private record(stream: MediaStream): void {
    this.link?.stop();
    const { attemptId, epoch } = this.parts;
    const path = `/api/attempts/${attemptId}/media?epoch=${epoch}&kind=screen`;
    this.link = new MediaLink({
      newPeer: () => newScreenPeer(stream),
      iceServers: () => iceServersOf(attemptId),
      exchange: async (offer) => (await postRaw(path, 'application/sdp', offer, LIMIT_MS)).text(),
      random: Math.random,
      onState: () => undefined,
    });
    this.link.start();
  }

  private change(changes: Partial<ScreenSnapshot>): void {
    this.state = { ...this.state, ...changes };
    this.parts.onChange(this.state);
  }
}
