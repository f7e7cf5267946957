/// Keeps the camera and the microphone connected to the server for as long as the attempt runs.
import { ApiProblem, codeOf, isPassing } from '../../shared';
import { backoffMs } from '../../shared/net/backoff';

export type LinkState = 'idle' | 'connecting' | 'connected' | 'waiting' | 'stopped';

export interface MediaLinkParts {
  /** A new peer connection with the tracks on it. */
  readonly newPeer: () => RTCPeerConnection;
  /** The TURN servers to use, asked for anew for each connection: their passwords end. */
  readonly iceServers: () => Promise<RTCIceServer[]>;
  /** Give the offer's SDP to the server and get its answer's. */
  readonly exchange: (offerSdp: string) => Promise<string>;
  readonly random: () => number;
  readonly onState: (state: LinkState) => void;
}

const GATHERING_LIMIT_MS = 2000;
const CONNECTING_LIMIT_MS = 10_000;
/** Chrome often mends "disconnected" by itself within this time; after it a new connection is quicker. */
const DISCONNECTED_LIMIT_MS = 2000;
/** A report of the server from this early may still speak of the connection before. */
const REPORT_SETTLES_MS = 1500;
const SILENT_LIMIT_MS = 3000;
/** The server reports on what it receives each second; nothing at all for so long means that the line is cut. */
const HEARD_EACH_MS = 500;
const UNHEARD_LIMIT_MS = 2500;
const PAUSE = { firstMs: 500, longestMs: 8000 };
const FINAL = new Set(['device_superseded', 'attempt_not_running', 'unknown_attempt']);

/**
 * One peer connection after another, never the same twice: a broken one is closed and a new one made.
 *
 * It gives up only when it is stopped or the server says that this device or this attempt has no more to send.
 */
export class MediaLink {
  private state: LinkState = 'idle';
  private peer: RTCPeerConnection | null = null;
  private failures = 0;
  private settled = false;
  private readonly timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  private heardBytes = 0;
  private unheardMs = 0;

  constructor(private readonly parts: MediaLinkParts) {}

  start(): void {
    if (this.state === 'idle') this.connect();
  }

  stop(): void {
    this.become('stopped');
    this.release();
  }

  /** Try again now: the line is back, or the tracks have changed. */
  reconnect(): void {
    if (this.state !== 'stopped' && this.state !== 'idle') this.connect();
  }

  /** Try now only if the link is waiting for its next try. */
  retryNow(): void {
    if (this.state === 'waiting') this.connect();
  }

  /** What the server says about receiving media; it sees more than the browser does. */
  serverReports(connected: boolean): void {
    if (connected) this.clear('silent');
    else if (this.state === 'connected' && this.settled && !this.timers.has('silent')) {
      this.after('silent', SILENT_LIMIT_MS, () => this.connect());
    }
  }

  private connect(): void {
    this.release();
    this.become('connecting');
    const peer = this.parts.newPeer();
    this.peer = peer;
    peer.addEventListener('connectionstatechange', () => this.peerChanged(peer));
    this.after('connecting', CONNECTING_LIMIT_MS, () => this.failed());
    this.negotiate(peer).catch((error: unknown) => {
      if (this.peer === peer) this.refused(error);
    });
  }

  private async negotiate(peer: RTCPeerConnection): Promise<void> {
    const iceServers = await this.parts.iceServers();
    if (this.peer !== peer) return;
    if (iceServers.length > 0) peer.setConfiguration({ ...peer.getConfiguration(), iceServers });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    const answer = await this.parts.exchange(peer.localDescription?.sdp ?? '');
    if (this.peer === peer) await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  private peerChanged(peer: RTCPeerConnection): void {
    if (this.peer !== peer) return;
    switch (peer.connectionState) {
      case 'connected':
        this.connected();
        break;
      case 'disconnected':
        this.after('disconnected', DISCONNECTED_LIMIT_MS, () => this.connect());
        break;
      case 'failed':
      case 'closed':
        this.failed();
        break;
      case 'new':
      case 'connecting':
        break;
    }
  }

  private connected(): void {
    this.clear('connecting');
    this.clear('disconnected');
    this.failures = 0;
    if (this.state === 'connected') return;
    this.settled = false;
    this.after('settling', REPORT_SETTLES_MS, () => (this.settled = true));
    this.heardBytes = this.unheardMs = 0;
    this.listen();
    this.become('connected');
  }

  /** Chrome says "disconnected" five seconds after a line is cut: what comes in says it sooner. */
  private listen(): void {
    this.after('heard', HEARD_EACH_MS, () => {
      const peer = this.peer;
      if (!peer) return;
      bytesReceived(peer).then(
        (bytes) => {
          if (this.peer === peer && this.state === 'connected') this.heard(bytes);
        },
        () => undefined,
      );
    });
  }

  private heard(bytes: number): void {
    this.unheardMs = bytes > this.heardBytes ? 0 : this.unheardMs + HEARD_EACH_MS;
    this.heardBytes = Math.max(bytes, this.heardBytes);
    if (this.unheardMs >= UNHEARD_LIMIT_MS) this.connect();
    else this.listen();
  }

  private refused(error: unknown): void {
    if (FINAL.has(codeOf(error))) this.stop();
    else this.failed(error instanceof ApiProblem && !isPassing(error) ? PAUSE.longestMs : PAUSE.firstMs);
  }

  private failed(firstMs: number = PAUSE.firstMs): void {
    this.release();
    this.failures += 1;
    this.become('waiting');
    const pause = backoffMs(this.failures, this.parts.random(), { ...PAUSE, firstMs });
    this.after('retry', pause, () => this.connect());
  }

  private release(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    const peer = this.peer;
    this.peer = null;
    peer?.close();
  }

  private become(state: LinkState): void {
    if (this.state === state) return;
    this.state = state;
    this.parts.onState(state);
  }

  private after(name: TimerName, ms: number, act: () => void): void {
    this.clear(name);
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        act();
      }, ms),
    );
  }

  private clear(name: TimerName): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

type TimerName = 'connecting' | 'disconnected' | 'silent' | 'settling' | 'retry' | 'heard';

/** What has come in over the connection so far, in bytes. */
async function bytesReceived(peer: RTCPeerConnection): Promise<number> {
  let bytes = 0;
  (await peer.getStats()).forEach((entry: { readonly type: string; readonly bytesReceived?: number }) => {
    if (entry.type === 'transport') bytes += entry.bytesReceived ?? 0;
  });
  return bytes;
}

/** Wait until the offer carries its candidates, at most two seconds: there is no trickle. */
function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, GATHERING_LIMIT_MS);
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState !== 'complete') return;
      clearTimeout(limit);
      resolve();
    });
  });
}
