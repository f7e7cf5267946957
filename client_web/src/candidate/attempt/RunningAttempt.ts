/// Everything that works while the test runs: answers, recording, live line, events; one to a page and epoch.
import { api, codeOf, postRaw, unwrap } from '../../shared';
import { AnswerQueue, type QueueTransport } from '../answers/AnswerQueue';
import { IndexedDbEventStore, IndexedDbPendingStore, type PageDatabase } from '../answers/database';
import { serverClock } from '../clock';
import { type Blocked, ItemGuard } from '../guard/ItemGuard';
import { isVirtualCamera } from '../guard/hints';
import { Surroundings } from '../guard/Surroundings';
import { watchPage } from '../guard/watchPage';
import { type IntegrityEvent, IntegrityReporter } from '../live/IntegrityReporter';
import { LiveSocket, type LiveState } from '../live/LiveSocket';
import { Camera } from '../media/Camera';
import type { DeviceTrouble } from '../media/Camera';
import { OwnRecording } from '../media/OwnRecording';
import { NO_SCREEN, ScreenLink, type ScreenSnapshot } from '../media/ScreenLink';
import { type LinkState, MediaLink } from '../media/MediaLink';
import { iceServersOf } from '../media/iceServers';
import { newRecordingPeer } from '../media/peer';
import type { KeptPage } from '../offline/KeptPage';
import { holdRunning } from '../offline/register';

export interface RunningSnapshot {
  readonly link: LinkState;
  readonly stream: MediaStream | null;
  readonly cameraFault: DeviceTrouble | null;
  readonly microphoneFault: DeviceTrouble | null;
  readonly screen: ScreenSnapshot;
  readonly lineOpen: boolean;
  readonly superseded: boolean;
  /** The server's newest word on the attempt; null before the first. */
  readonly live: LiveState | null;
  readonly fullScreen: boolean;
  /** The latest thing that the guard kept from happening, and which in number it was; null before the first. */
  readonly blocked: { readonly what: Blocked | 'full_screen_left'; readonly number: number } | null;
}

export interface RunningParts {
  readonly attemptId: string;
  readonly epoch: number;
  readonly database: PageDatabase;
  readonly kept: KeptPage | null;
  /** The page was loaded without a line, and goes by what an earlier load kept. */
  readonly restored: boolean;
  /** The line stands again after it was down. */
  readonly onLineBack: () => void;
}

const MEDIA_LIMIT_MS = 15_000;
const BEFORE: RunningSnapshot = {
  link: 'idle',
  stream: null,
  cameraFault: null,
  microphoneFault: null,
  screen: NO_SCREEN,
  lineOpen: true,
  superseded: false,
  live: null,
  fullScreen: false,
  blocked: null,
};

export class RunningAttempt {
  readonly queue: AnswerQueue;
  private readonly reporter: IntegrityReporter;
  private readonly socket: LiveSocket;
  private readonly camera: Camera;
  private readonly own: OwnRecording;
  readonly screen: ScreenLink;
  private link: MediaLink | null = null;
  private virtualCamera = '';
  private snapshotNow: RunningSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly ended = new AbortController();

  constructor(private readonly parts: RunningParts) {
    const { attemptId, database, kept } = parts;
    const source = { now: serverNow, newId: () => crypto.randomUUID(), random: Math.random };
    this.snapshotNow = { ...BEFORE, lineOpen: !parts.restored };
    this.queue = new AnswerQueue({
      ...source,
      attemptId,
      store: new IndexedDbPendingStore(database),
      transport: transportOf(attemptId),
      onConfirmed: (slot, response) =>
        void kept?.keepResponse(attemptId, slot, response).catch(() => undefined),
    });
    this.reporter = new IntegrityReporter({
      ...source,
      attemptId,
      store: new IndexedDbEventStore(database),
      send: (events) => sendEvents(attemptId, events),
    });
    this.socket = this.newSocket();
    this.own = new OwnRecording(attemptId, source.now);
    this.screen = new ScreenLink({
      attemptId,
      epoch: parts.epoch,
      onEvent: (event) => this.reporter.report(event),
      onChange: (screen) => this.change({ screen }),
    });
    this.camera = new Camera({
      onStream: (stream) => this.record(stream),
      onEvent: (event) => this.reporter.report(event),
      onTrouble: (device, trouble) =>
        this.change(device === 'camera' ? { cameraFault: trouble } : { microphoneFault: trouble }),
    });
  }

  get epoch(): number {
    return this.parts.epoch;
  }

  open(): void {
    this.watch();
    holdRunning(this.ended.signal);
    void this.queue.open(this.epoch);
    void this.reporter.open();
    this.socket.open();
    void this.own.open();
    void this.screen.open();
    void this.camera.open();
  }

  close(): void {
    this.ended.abort();
    this.socket.close();
    this.reporter.close();
    this.link?.stop();
    this.own.close();
    this.screen.close();
    this.camera.close();
    if (this.queue.snapshot().stopCode === null) this.queue.close('closed');
  }

  /** The candidate asks for the camera: open it at once instead of at the next try. */
  openCamera(): void {
    void this.camera.open();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): RunningSnapshot => this.snapshotNow;

  private record(stream: MediaStream): void {
    this.change({ stream });
    this.own.record(stream);
    this.lookAtLabel(stream.getVideoTracks()[0]?.label ?? '');
    this.link?.stop();
    this.link = null;
    if (stream.getTracks().length === 0) {
      this.change({ link: 'idle' });
      return;
    }
    this.link = new MediaLink({
      newPeer: () => newRecordingPeer(stream),
      iceServers: () => iceServersOf(this.parts.attemptId),
      exchange: (offer) => this.exchange(offer),
      random: Math.random,
      onState: (link) => this.linkChanged(link),
    });
    this.link.start();
  }

  private lookAtLabel(label: string): void {
    if (label === this.virtualCamera || !isVirtualCamera(label)) return;
    this.virtualCamera = label;
    this.reporter.report('virtual_camera_label', label);
  }

  private async exchange(offer: string): Promise<string> {
    const path = `/api/attempts/${this.parts.attemptId}/media?epoch=${this.epoch}`;
    try {
      const response = await postRaw(path, 'application/sdp', offer, MEDIA_LIMIT_MS);
      return await response.text();
    } catch (error) {
      if (codeOf(error) === 'device_superseded') this.supersede();
      throw error;
    }
  }

  private linkChanged(link: LinkState): void {
    this.own.connected(link === 'connected');
    if (link === 'connected') this.reporter.report('media_connected');
    else if (this.snapshotNow.link === 'connected') this.reporter.report('media_disconnected');
    this.change({ link });
  }

  private newSocket(): LiveSocket {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const address = `${scheme}://${location.host}/api/live/attempts/${this.parts.attemptId}?epoch=${this.epoch}`;
    return new LiveSocket({
      open: () => new WebSocket(address),
      monotonic: () => performance.now(),
      random: Math.random,
      listener: {
        state: (live) => this.heard(live),
        superseded: () => this.supersede(),
        pong: (now, sentAt) => serverClock.addSample(now, sentAt, performance.now()),
        line: (lineOpen) => this.lineChanged(lineOpen),
      },
    });
  }

  private heard(live: LiveState): void {
    if (live.device_epoch > this.epoch) {
      this.supersede();
      return;
    }
    this.link?.serverReports(live.media.connected);
    this.change({ live });
  }

  private lineChanged(lineOpen: boolean): void {
    if (lineOpen) this.lineIsBack();
    if (lineOpen && !this.snapshotNow.lineOpen) this.parts.onLineBack();
    this.change({ lineOpen });
  }

  private lineIsBack(): void {
    this.queue.retryNow();
    this.reporter.retryNow();
    this.socket.retryNow();
    this.link?.retryNow();
  }

  private supersede(): void {
    if (this.snapshotNow.superseded) return;
    this.queue.close('device_superseded');
    this.change({ superseded: true });
    this.close();
  }

  private watch(): void {
    const { signal } = this.ended;
    this.guard(signal);
    watchPage(
      {
        report: (kind) => this.reporter.report(kind),
        onLeaving: () => this.queue.hurry(),
        onLineBack: () => this.lineIsBack(),
      },
      signal,
    );
  }

  private guard(signal: AbortSignal): void {
    const guard = new ItemGuard({
      report: (kind) => this.reporter.report(kind),
      onBlocked: (what) => this.say(what),
      monotonic: () => performance.now(),
    });
    guard.open(document, signal);
    const surroundings = new Surroundings({
      report: (kind, detail) => this.reporter.report(kind, detail),
      onFullScreen: (fullScreen) => {
        if (this.snapshotNow.fullScreen && !fullScreen) this.say('full_screen_left');
        this.change({ fullScreen });
      },
    });
    surroundings.open(signal);
  }

  private say(what: Blocked | 'full_screen_left'): void {
    const number = (this.snapshotNow.blocked?.number ?? 0) + 1;
    this.change({ blocked: { what, number } });
  }

  private change(changes: Partial<RunningSnapshot>): void {
    this.snapshotNow = { ...this.snapshotNow, ...changes };
    for (const listener of this.listeners) listener();
  }
}

/** Server time; before it is known at all, the computer's: an answer is noted whatever the clocks say. */
function serverNow(): number {
  return serverClock.isSet ? serverClock.now() : Date.now();
}

function transportOf(attemptId: string): QueueTransport {
  const at = (slot: number) => ({ params: { path: { attempt_id: attemptId, slot } } });
  return {
    save: (slot, body) =>
      unwrap(api.PUT('/api/attempts/{attempt_id}/responses/{slot}', { ...at(slot), body })),
    async current(slot) {
      return (await unwrap(api.GET('/api/attempts/{attempt_id}/slots/{slot}', at(slot)))).response;
    },
  };
}

async function sendEvents(attemptId: string, events: IntegrityEvent[]): Promise<void> {
  await unwrap(
    api.POST('/api/attempts/{attempt_id}/events', {
      params: { path: { attempt_id: attemptId } },
      body: { events },
    }),
  );
}
