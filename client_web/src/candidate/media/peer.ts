/// How a peer connection for the recording is set up: VP8 in three temporal layers, Opus, send only.

const VIDEO: RTCRtpEncodingParameters & { scalabilityMode?: string } = {
  maxBitrate: 400_000,
  maxFramerate: 15,
  scalabilityMode: 'L1T3',
};

/** Five pictures of text a second; sharp before smooth. */
const SCREEN: RTCRtpEncodingParameters = { maxBitrate: 300_000, maxFramerate: 5 };

/** The screen has a connection of its own: it begins and ends by itself, and costs the camera's nothing. */
export function newScreenPeer(stream: MediaStream): RTCPeerConnection {
  const peer = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' });
  for (const track of stream.getVideoTracks().slice(0, 1)) {
    track.contentHint = 'text';
    addVideo(peer, track, stream, SCREEN);
  }
  return peer;
}

export function newRecordingPeer(stream: MediaStream): RTCPeerConnection {
  const peer = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' });
  for (const track of stream.getVideoTracks().slice(0, 1)) addVideo(peer, track, stream, VIDEO);
  for (const track of stream.getAudioTracks().slice(0, 1)) {
    peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
  }
  return peer;
}

function addVideo(
  peer: RTCPeerConnection,
  track: MediaStreamTrack,
  stream: MediaStream,
  encoding: RTCRtpEncodingParameters,
): void {
  const transceiver = peer.addTransceiver(track, {
    direction: 'sendonly',
    streams: [stream],
    sendEncodings: [encoding],
  });
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const rank = (codec: RTCRtpCodec): number => (codec.mimeType.toLowerCase() === 'video/vp8' ? 0 : 1);
  transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
}
