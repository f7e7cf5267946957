/// Everything that works while the test runs: answers, recording, live line, events; one to a page and epoch.
import { api, codeOf, postRaw, unwrap } from '../../shared';
import { AnswerQueue, type QueueTransport } from '../answers/AnswerQueue';
import { IndexedDbEventStore, IndexedDbPendingStore, type PageDatabase } from '../answers/database';
import { serverClock } from '../clock';
import { type IntegrityEvent, IntegrityReporter } from '../live/IntegrityReporter';
import { LiveSocket, type LiveState } from '../live/LiveSocket';
import { Camera } from '../media/Camera';
import type { DeviceTrouble } from '../media/Camera';
import { OwnRecording } from '../media/OwnRecording';
import { type LinkState, MediaLink } from '../media/MediaLink';
import { newRecordingPeer } from '../media/peer';

export interface RunningSnapshot {
  readonly link: LinkState;
  readonly stream: MediaStream | null;
  readonly cameraFault: DeviceTrouble | null;
  readonly microphoneFault: DeviceTrouble | null;
  readonly lineOpen: boolean;
  readonly superseded: boolean;
  /** The server's newest word on the attempt; null before the first. */
  readonly live: LiveState | null;
}

const MEDIA_LIMIT_MS = 15_000;
const BEFORE: RunningSnapshot = {
  link: 'idle',
  stream: null,
  cameraFault: null,
  microphoneFault: null,
  lineOpen: true,
  superseded: false,
  live: null,
};

export class RunningAttempt {
  readonly queue: AnswerQueue;
  private readonly reporter: IntegrityReporter;
  private readonly socket: LiveSocket;
  private readonly camera: Camera;
  private readonly own: OwnRecording;
  private link: MediaLink | null = null;
  private snapshotNow = BEFORE;
  private readonly listeners = new Set<() => void>();
  private readonly ended = new AbortController();

  constructor(
    private readonly attemptId: string,
    readonly epoch: number,
    database: PageDatabase,
  ) {
    const source = { now: () => serverClock.now(), newId: () => crypto.randomUUID(), random: Math.random };
    this.queue = new AnswerQueue({
      ...source,
      attemptId,
      store: new IndexedDbPendingStore(database),
      transport: transportOf(attemptId),
    });
    this.reporter = new IntegrityReporter({
      ...source,
      attemptId,
      store: new IndexedDbEventStore(database),
      send: (events) => sendEvents(attemptId, events),
    });
    this.socket = this.newSocket();
    this.own = new OwnRecording(attemptId, source.now);
    this.camera = new Camera({
      onStream: (stream) => this.record(stream),
      onEvent: (event) => this.reporter.report(event),
      onTrouble: (device, trouble) =>
        this.change(device === 'camera' ? { cameraFault: trouble } : { microphoneFault: trouble }),
    });
  }

  open(): void {
    this.watchPage();
    void this.queue.open(this.epoch);
    void this.reporter.open();
    this.socket.open();
    void this.own.open();
    void this.camera.open();
  }

  close(): void {
    this.ended.abort();
    this.socket.close();
    this.reporter.close();
    this.link?.stop();
    this.own.close();
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
    this.link?.stop();
    this.link = null;
    if (stream.getTracks().length === 0) {
      this.change({ link: 'idle' });
      return;
    }
    this.link = new MediaLink({
      newPeer: () => newRecordingPeer(stream),
      exchange: (offer) => this.exchange(offer),
      random: Math.random,
      onState: (link) => this.linkChanged(link),
    });
    this.link.start();
  }

  private async exchange(offer: string): Promise<string> {
    const path = `/api/attempts/${this.attemptId}/media?epoch=${this.epoch}`;
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
    const address = `${scheme}://${location.host}/api/live/attempts/${this.attemptId}?epoch=${this.epoch}`;
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

  private watchPage(): void {
    const { signal } = this.ended;
    const report = this.reporter;
    document.addEventListener(
      'visibilitychange',
      () => report.report(document.hidden ? 'page_hidden' : 'page_shown'),
      { signal },
    );
    window.addEventListener('blur', () => report.report('window_blurred'), { signal });
    window.addEventListener('focus', () => report.report('window_focused'), { signal });
    window.addEventListener('offline', () => report.report('offline'), { signal });
    window.addEventListener(
      'online',
      () => {
        report.report('online');
        this.lineIsBack();
      },
      { signal },
    );
  }

  private change(changes: Partial<RunningSnapshot>): void {
    this.snapshotNow = { ...this.snapshotNow, ...changes };
    for (const listener of this.listeners) listener();
  }
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
