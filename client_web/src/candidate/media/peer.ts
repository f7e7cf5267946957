/// How a peer connection for the recording is set up: VP8 in three temporal layers, Opus, send only.

const VIDEO: RTCRtpEncodingParameters & { scalabilityMode?: string } = {
  maxBitrate: 400_000,
  maxFramerate: 15,
  scalabilityMode: 'L1T3',
};

export function newRecordingPeer(stream: MediaStream): RTCPeerConnection {
  const peer = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' });
  for (const track of stream.getVideoTracks().slice(0, 1)) addVideo(peer, track, stream);
  for (const track of stream.getAudioTracks().slice(0, 1)) {
    peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
  }
  return peer;
}

function addVideo(peer: RTCPeerConnection, track: MediaStreamTrack, stream: MediaStream): void {
  const transceiver = peer.addTransceiver(track, {
    direction: 'sendonly',
    streams: [stream],
    sendEncodings: [VIDEO],
  });
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const rank = (codec: RTCRtpCodec): number => (codec.mimeType.toLowerCase() === 'video/vp8' ? 0 : 1);
  transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
}
