"""A simulated browser's media: real ICE, DTLS and SRTP, with packets that were encoded beforehand.

Built on aiortc's transports alone: no track, no encoder, no task for a packet. It answers NACK by sending
again and a request for a keyframe by going on with the clip's next group.
"""

import asyncio
import random
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiortc import RTCCertificate, RTCIceGatherer, RTCIceTransport
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtp import RTCP_PSFB_PLI, RTCP_RTPFB_NACK, AnyRtcpPacket, RtcpPsfbPacket, RtcpRtpfbPacket
from aiortc.sdp import SessionDescription, candidate_to_sdp

from proctor_server.entrypoints.simulation.ingest_clip import FPS, PTIME_MS, Clip, Packet
from proctor_server.ingest.seam import host_addresses

CONNECT_WITHIN_S = 30.0
VIDEO_TYPE, AUDIO_TYPE = 96, 111
NTP_EPOCH_S = 2_208_988_800  # RFC 5905
KEPT = 512  # packets of a track that can be sent again
LATE_S = (0.005, 0.04)  # how much later a reordered packet leaves
REPORT_EACH_S = 1.0
KEYFRAME_AGAIN_S = 0.3
WRAP = 1 << 32


@dataclass(frozen=True, slots=True)
class Line:
    """What the way to the server does to packets: shares lost and delivered out of order."""

    loss: float = 0.0
    reorder: float = 0.0


@dataclass
class Sent:
    """What a sender sent from its beginning."""

    n_packets: int = 0
    n_bytes: int = 0
    n_frames: int = 0
    n_dropped: int = 0
    n_again: int = 0
    n_keyframe_requests: int = 0


@dataclass(eq=False)
class _Track:
    """One RTP stream of a sender; `_ssrc` is what aiortc routes feedback by."""

    sender: "Sender"
    payload_type: int
    mid: bytes
    hz: int
    _ssrc: int
    sequence: int
    timestamp: int
    kept: dict[int, bytes] = field(default_factory=dict)
    n_packets: int = 0
    n_bytes: int = 0

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        self.sender.feedback(self, packet)


class Sender:
    """One sender. `connect` it, then call `send_due` some hundred times a second."""

    def __init__(self, clip: Clip, certificate: RTCCertificate, *, draw: random.Random, line: Line) -> None:
        self.sent = Sent()
        self._frames, self._sounds = _in_frames(clip), [one for one in clip.packets if not one.is_video]
        self._draw, self._line = draw, line
        self._gatherer = RTCIceGatherer(iceServers=[])
        self._ice = RTCIceTransport(self._gatherer)
        self._ice._connection.ice_controlling = True
        self._dtls = RTCDtlsTransport(self._ice, [certificate])
        self._dtls._set_role("server")
        self._video = self._track(VIDEO_TYPE, b"0", 90_000)
        self._audio = self._track(AUDIO_TYPE, b"1", 48_000)
        self._at_frame = self._frame_no = self._sound_no = 0
        self._begun_at = self._reported_at = self._keyframe_at = 0.0
        self._held: list[tuple[float, bytes]] = []
        self.on_sent: Callable[[float, tuple[bytes, ...]], None] | None = None
        """Told of each frame that begins: its seconds since the beginning, and its payloads."""
        self.due_at = float("inf")

    def _track(self, payload_type: int, mid: bytes, hz: int) -> _Track:
        draw = self._draw
        ssrc, first = draw.getrandbits(32), draw.getrandbits(16)
        track = _Track(self, payload_type, mid, hz, ssrc, first, draw.getrandbits(32))
        self._dtls._rtp_router.register_sender(track, ssrc)
        return track

    async def offer(self, address: str) -> str:
        """Open the socket at `address` and word an offer."""
        with host_addresses((address,)):
            await self._gatherer.gather()
        ice = self._gatherer.getLocalParameters()
        [fingerprint] = [
            one for one in self._dtls.getLocalParameters().fingerprints if one.algorithm == "sha-256"
        ]
        candidates = "".join(
            f"a=candidate:{candidate_to_sdp(one)}\r\n" for one in self._gatherer.getLocalCandidates()
        )
        transport = (
            f"a=ice-ufrag:{ice.usernameFragment}\r\na=ice-pwd:{ice.password}\r\n"
            f"a=fingerprint:sha-256 {fingerprint.value}\r\na=setup:actpass\r\n{candidates}"
        )
        return OFFER_HEAD + "".join(
            section.format(transport=transport, ssrc=track._ssrc)
            for section, track in ((OFFER_VIDEO, self._video), (OFFER_AUDIO, self._audio))
        )

    async def answered(self, sdp: str) -> None:
        """Connect as the answer says.

        Raises:
            TimeoutError: the server is not reached.
            ConnectionError: it refuses the handshake.
        """
        media = SessionDescription.parse(sdp).media[0]
        async with asyncio.timeout(CONNECT_WITHIN_S):
            for candidate in media.ice_candidates:
                await self._ice.addRemoteCandidate(candidate)
            await self._ice.addRemoteCandidate(None)
            await self._ice.start(media.ice)
            await self._dtls.start(media.dtls)
        if self._dtls.state != "connected":
            raise ConnectionError(self._dtls.state)
        [pair] = self._ice._connection._nominated.values()
        self._wire, self._address = pair.protocol.transport, pair.remote_addr
        self._protect = self._dtls._tx_srtp.protect

    def begin(self, now: float) -> None:
        """Send from monotonic `now` on."""
        self._begun_at = self.due_at = self._reported_at = now

    def stop(self) -> None:
        """Send nothing more; what was held back leaves at once."""
        self.due_at = float("inf")
        for _, datagram in self._held:
            self._wire.sendto(datagram, self._address)
        self._held.clear()

    async def close(self) -> None:
        await self._dtls.stop()
        await self._ice.stop()

    def send_due(self, now: float) -> None:
        """Send what is due at monotonic `now`."""
        while self._held and self._held[0][0] <= now:
            self._wire.sendto(self._held.pop(0)[1], self._address)
        if now < self.due_at:
            return
        elapsed_s = now - self._begun_at
        while self._frame_no / FPS <= elapsed_s:
            self._send_frame(now)
        while (self._sound_no + 1) * PTIME_MS / 1000 <= elapsed_s:
            self._send_sound(now)
        if now - self._reported_at >= REPORT_EACH_S:
            self._report(now)
        next_sound_s = (self._sound_no + 1) * PTIME_MS / 1000
        self.due_at = self._begun_at + min(self._frame_no / FPS, next_sound_s)

    def _send_frame(self, now: float) -> None:
        timestamp = self._video.timestamp + self._frame_no * 90_000 // FPS
        packets = self._frames[self._at_frame]
        self._tell(self._frame_no / FPS, packets)
        for packet in packets:
            self._send(self._video, packet, timestamp, now)
        self._at_frame = (self._at_frame + 1) % len(self._frames)
        self._frame_no += 1
        self.sent.n_frames += 1

    def _send_sound(self, now: float) -> None:
        packet = self._sounds[self._sound_no % len(self._sounds)]
        self._tell(self._sound_no * PTIME_MS / 1000, [packet])
        self._send(self._audio, packet, self._audio.timestamp + self._sound_no * PTIME_MS * 48, now)
        self._sound_no += 1

    def _tell(self, at_s: float, packets: Sequence[Packet]) -> None:
        if self.on_sent is not None:
            self.on_sent(at_s, tuple(one.payload for one in packets))

    def _send(self, track: _Track, packet: Packet, timestamp: int, now: float) -> None:
        sequence = track.sequence = (track.sequence + 1) % (1 << 16)
        kind = packet.marker << 7 | track.payload_type
        head = struct.pack("!BBHLL", 0x90, kind, sequence, timestamp % WRAP, track._ssrc)
        datagram = self._protect(head + MID_EXTENSION + track.mid + b"\0\0" + packet.payload)
        track.kept[sequence] = datagram
        track.kept.pop((sequence - KEPT) % (1 << 16), None)
        track.n_packets += 1
        track.n_bytes += len(packet.payload)
        self.sent.n_packets += 1
        self.sent.n_bytes += len(packet.payload)
        if self._line.loss and self._draw.random() < self._line.loss:
            self.sent.n_dropped += 1
        elif self._line.reorder and self._draw.random() < self._line.reorder:
            self._held.append((now + self._draw.uniform(*LATE_S), datagram))
            self._held.sort(key=lambda one: one[0])
        else:
            self._wire.sendto(datagram, self._address)

    def _report(self, now: float) -> None:
        """Tell each track's clock at this moment, as RTCP sender reports do (RFC 3550, section 6.4.1)."""
        self._reported_at = now
        ntp = int((time.time() + NTP_EPOCH_S) * WRAP)
        for track in (self._video, self._audio):
            ticks = track.timestamp + int((now - self._begun_at) * track.hz)
            report = struct.pack(
                "!BBHLQLLL", 0x80, 200, 6, track._ssrc, ntp, ticks % WRAP, track.n_packets, track.n_bytes
            )
            self._wire.sendto(self._dtls._tx_srtp.protect_rtcp(report), self._address)

    def feedback(self, track: _Track, packet: AnyRtcpPacket) -> None:
        """Do what the server asks for."""
        if isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
            for datagram in filter(None, map(track.kept.get, packet.lost)):
                self.sent.n_again += 1
                self._wire.sendto(datagram, self._address)
        elif isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI:
            self._next_group()

    def _next_group(self) -> None:
        self.sent.n_keyframe_requests += 1
        now = time.monotonic()
        if now - self._keyframe_at < KEYFRAME_AGAIN_S:
            return
        self._keyframe_at = now
        n = len(self._frames)
        after = (at % n for at in range(self._at_frame, self._at_frame + n))
        self._at_frame = next(at for at in after if self._frames[at][0].opens_group)


def _in_frames(clip: Clip) -> list[list[Packet]]:
    frames: list[list[Packet]] = [[]]
    for packet in clip.packets:
        if packet.is_video:
            frames[-1].append(packet)
            if packet.marker:
                frames.append([])
    return frames[:-1]


MID_EXTENSION = b"\xbe\xde\x00\x01\x10"  # one extension of one byte, number 1 (RFC 8285)
OFFER_HEAD = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\na=msid-semantic: WMS *\r\n"
)
OFFER_VIDEO = (
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n{transport}"
    "a=mid:0\r\na=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendonly\r\na=msid:s v\r\na=rtcp-mux\r\n"
    "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 goog-remb\r\n"
    "a=ssrc:{ssrc} cname:s\r\n"
)
OFFER_AUDIO = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n{transport}"
    "a=mid:1\r\na=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendonly\r\na=msid:s a\r\na=rtcp-mux\r\n"
    "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=ssrc:{ssrc} cname:s\r\n"
)
