// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, networkProblem } from '../../shared';
import { type LinkState, MediaLink } from './MediaLink';

class Peer extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  iceGatheringState: RTCIceGatheringState = 'complete';
  localDescription = { sdp: 'offer' };
  closed = false;
  configuration: RTCConfiguration = { iceServers: [], bundlePolicy: 'max-bundle' };
  getConfiguration = () => this.configuration;
  setConfiguration = (configuration: RTCConfiguration) => {
    this.configuration = configuration;
  };
  createOffer = () => Promise.resolve({ type: 'offer' as const, sdp: 'offer' });
  setLocalDescription = () => Promise.resolve();
  setRemoteDescription = vi.fn(() => Promise.resolve());
  close(): void {
    this.closed = true;
  }
  received = 0;
  deaf = false;
  getStats = () => {
    if (!this.deaf) this.received += 100;
    return Promise.resolve(new Map([['t', { type: 'transport', bytesReceived: this.received }]]));
  };
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

let peers: Peer[];
let states: LinkState[];
let exchange: ReturnType<typeof vi.fn<(sdp: string) => Promise<string>>>;
let link: MediaLink;
let slowGathering: boolean;
let iceServers: RTCIceServer[];

const last = (): Peer => {
  const peer = peers.at(-1);
  if (!peer) throw new Error('no peer yet');
  return peer;
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const refusal = (code: string, status: number) =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, detail: '', params: {} });

async function connected(): Promise<void> {
  link.start();
  await pass(0);
  last().become('connected');
  await pass(2000);
}

beforeEach(() => {
  vi.useFakeTimers();
  peers = [];
  states = [];
  slowGathering = false;
  iceServers = [];
  exchange = vi.fn(() => Promise.resolve('answer'));
  link = new MediaLink({
    newPeer: () => {
      const peer = new Peer();
      if (slowGathering) peer.iceGatheringState = 'gathering';
      peers.push(peer);
      return peer as unknown as RTCPeerConnection;
    },
    iceServers: () => Promise.resolve(iceServers),
    exchange,
    random: () => 0,
    onState: (state) => states.push(state),
  });
});
afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

describe('MediaLink', () => {
  it('uses the TURN servers of the house, asked for anew at each connection', async () => {
    iceServers = [{ urls: ['turn:one'], username: '1:a', credential: 'x' }];
    await connected();
    expect(last().configuration).toEqual({ iceServers, bundlePolicy: 'max-bundle' });
    iceServers = [{ urls: ['turn:one'], username: '2:a', credential: 'y' }];
    link.reconnect();
    await pass(0);
    expect(last().configuration.iceServers).toEqual(iceServers);
  });

  it('connects: offer out, answer in', async () => {
    await connected();
    expect(exchange).toHaveBeenCalledWith('offer');
    expect(last().setRemoteDescription).toHaveBeenCalledWith({ type: 'answer', sdp: 'answer' });
    expect(states).toEqual(['connecting', 'connected']);
  });

  it('waits for the candidates two seconds at most', async () => {
    slowGathering = true;
    link.start();
    await pass(1999);
    expect(exchange).not.toHaveBeenCalled();
    await pass(1);
    expect(exchange).toHaveBeenCalledOnce();
  });

  it('lets a short disconnection mend itself', async () => {
    await connected();
    last().become('disconnected');
    await pass(1900);
    last().become('connected');
    await pass(5000);
    expect(peers).toHaveLength(1);
  });

  it('makes a new connection after two seconds of disconnection', async () => {
    await connected();
    last().become('disconnected');
    await pass(2000);
    expect(peers).toHaveLength(2);
    expect(peers[0]?.closed).toBe(true);
  });

  it('makes a new connection within three seconds of a cut that the browser has not noticed', async () => {
    await connected();
    await pass(20_000);
    expect(peers).toHaveLength(1);
    last().deaf = true;
    await pass(3000);
    expect(peers).toHaveLength(2);
    expect(peers[0]?.closed).toBe(true);
  });

  it('goes on by what the browser says where it tells no figures', async () => {
    await connected();
    last().getStats = () => Promise.reject(new Error('no figures'));
    await pass(20_000);
    expect(peers).toHaveLength(1);
  });

  it('makes a new connection after a failure, with a pause', async () => {
    await connected();
    last().become('failed');
    expect(states.at(-1)).toBe('waiting');
    await pass(500);
    expect(peers).toHaveLength(2);
  });

  it('never gives up, and never waits longer than eight seconds', async () => {
    exchange.mockImplementation(() => Promise.reject(networkProblem()));
    link.start();
    await pass(60_000);
    const before = peers.length;
    await pass(8000);
    expect(peers.length).toBeGreaterThan(before);
    exchange.mockImplementation(() => Promise.resolve('answer'));
    await pass(8000);
    last().become('connected');
    expect(states.at(-1)).toBe('connected');
  });

  it('tries again when an answer never leads to a connection', async () => {
    link.start();
    await pass(10_000);
    expect(states.at(-1)).toBe('waiting');
    await pass(500);
    expect(peers).toHaveLength(2);
  });

  it('believes the server when it receives nothing for three seconds', async () => {
    await connected();
    link.serverReports(false);
    await pass(2999);
    expect(peers).toHaveLength(1);
    await pass(1);
    expect(peers).toHaveLength(2);
  });

  it('takes back the suspicion when the server receives again', async () => {
    await connected();
    link.serverReports(false);
    await pass(2000);
    link.serverReports(true);
    await pass(10_000);
    expect(peers).toHaveLength(1);
  });

  // The report that came right after connecting spoke of the connection before: the link flapped for ever.
  it('ignores a report that is too early to speak of this connection', async () => {
    link.start();
    await pass(0);
    last().become('connected');
    link.serverReports(false);
    await pass(10_000);
    expect(peers).toHaveLength(1);
  });

  it.each(['device_superseded', 'attempt_not_running'])('stops for good at %s', async (code) => {
    exchange.mockImplementation(() => Promise.reject(refusal(code, 409)));
    link.start();
    await pass(60_000);
    expect(states.at(-1)).toBe('stopped');
    expect(peers).toHaveLength(1);
  });

  it('goes on after an offer the server did not like, at the longest pause', async () => {
    exchange.mockImplementationOnce(() => Promise.reject(refusal('bad_offer', 400)));
    link.start();
    await pass(7999);
    expect(peers).toHaveLength(1);
    await pass(1);
    expect(peers).toHaveLength(2);
  });

  it('tries at once when told that the line is back', async () => {
    await connected();
    last().become('failed');
    link.retryNow();
    expect(peers).toHaveLength(2);
  });

  it('ignores what a former connection still says', async () => {
    await connected();
    const former = last();
    link.reconnect();
    await pass(0);
    last().become('connected');
    former.become('failed');
    expect(states.at(-1)).toBe('connected');
  });

  it('closes the connection and every timer when stopped', async () => {
    await connected();
    last().become('disconnected');
    link.stop();
    await pass(60_000);
    expect(peers).toHaveLength(1);
    expect(last().closed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
