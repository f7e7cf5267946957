"""What a peer's RTP streams become: packets in, frames out, and the feedback its sender is owed.

No event loop and no socket: packets and instants are passed in, feedback goes through one callable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from proctor_server.media.webm import Track

from .frames import Assembler, OpusAssembler, Vp8Assembler
from .reception import Reception, ReceptionReport
from .reorder import HOLE, Hole, Packet, Reorder
from .wire import bitrate_cap, keyframe_request, packets_again, receiver_report, sender_reports

VIDEO_HOLD_S = 0.5  # how long a retransmission is waited for
AUDIO_HOLD_S = 0.2  # sound is not sent again; this only mends the order
PLI_AGAIN_S = 1.0
MAX_BITRATE_BPS = 500_000  # the constant cap told by REMB
MAX_SOURCES = 8  # a peer that invents sources is not followed further
CLOCK_HZ = {Track.VIDEO: 90_000, Track.AUDIO: 48_000}


class FrameSink(Protocol):
    """Takes what the streams make of the packets."""

    def on_frame(self, track: Track, timestamp: int, data: bytes, now: float) -> None:
        """Take a whole frame as the sender encoded it; `timestamp` is RTP's, `now` monotonic."""
        ...

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        """Take what a sender report says of the track's clock."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """What a payload type means; `original` is the one that a retransmission of this type repeats."""

    track: Track
    original: int | None = None


@dataclass(frozen=True, slots=True)
class Losses:
    """Media packets that came and that never did, and the greatest jitter in milliseconds."""

    n_received: int
    n_lost: int
    jitter_ms: float


class Source(Protocol):
    """One SSRC."""

    def take(self, kind: int, sequence: int, timestamp: int, payload: bytes, now: float) -> None:
        """Take a packet; `kind` is the second byte of its header: marker and payload type."""
        ...


class MediaSource:
    """One SSRC's packets on their way to frames."""

    def __init__(self, streams: PeerStreams, *, ssrc: int, payload_type: int, track: Track) -> None:
        video = track is Track.VIDEO
        self.track = track
        self.ssrc = ssrc
        self.order = Reorder(VIDEO_HOLD_S if video else AUDIO_HOLD_S)
        self.reception = Reception(CLOCK_HZ[track])
        self._sink = streams.sink
        self._streams = streams
        self._payload_type = payload_type
        self._assembler: Assembler = Vp8Assembler() if video else OpusAssembler()
        self._asked_at: float | None = None

    def take(self, kind: int, sequence: int, timestamp: int, payload: bytes, now: float) -> None:
        """Take what a packet carries."""
        if kind & 0x7F != self._payload_type:
            return
        if not self.order.passes(sequence):
            self.mend(Packet(sequence, timestamp, kind > 0x7F, payload), now)
            return
        data = self._assembler.add(timestamp, kind > 0x7F, payload)
        if data is not None:
            self._take_frame(timestamp, data, now)

    def _take_frame(self, timestamp: int, data: bytes, now: float) -> None:
        self.reception.frame(timestamp, now)
        self._sink.on_frame(self.track, timestamp, data, now)

    def mend(self, packet: Packet, now: float) -> None:
        """Take a packet that is not the next one, or was sent again."""
        self._go_on(self.order.push(packet, now), now)
        if self.order.has_holes:
            self._streams.look_again()

    def look(self, now: float) -> bytes:
        """Give up the holes waited for long enough; return what to ask for again, and tell if holes are left."""
        self._go_on(self.order.poll(now), now)
        lacking = self.order.missing(now) if self.track is Track.VIDEO else []
        return packets_again(self._streams.ssrc, self.ssrc, lacking) if lacking else b""

    def keyframe_request(self, now: float) -> bytes:
        """The request for a keyframe, if one is not under way."""
        if self._asked_at is not None and now - self._asked_at < PLI_AGAIN_S:
            return b""
        self._asked_at = now
        return keyframe_request(self._streams.ssrc, self.ssrc)

    def _go_on(self, packets: list[Packet | Hole], now: float) -> None:
        for packet in packets:
            if isinstance(packet, Hole):
                self._assembler.skip()
            elif data := self._assembler.add(packet.timestamp, packet.marker, packet.payload):
                self._take_frame(packet.timestamp, data, now)
        if self.track is Track.VIDEO and HOLE in packets:
            self._streams.send(self.keyframe_request(now))

    def report(self, now: float) -> ReceptionReport:
        """Return how well it was received since the last report."""
        return self.reception.report(self.order.progress, now)


class AgainSource:
    """An SSRC of retransmissions (RFC 4588): its packets are those of another, in an envelope of two bytes."""

    def __init__(self, payload_type: int, original: MediaSource) -> None:
        self._payload_type = payload_type
        self._original = original

    def take(self, kind: int, sequence: int, timestamp: int, payload: bytes, now: float) -> None:
        """Give the packet inside to the source it was meant for."""
        if kind & 0x7F == self._payload_type and len(payload) >= 2:
            first = int.from_bytes(payload[:2], "big")
            self._original.order.n_again += 1
            self._original.mend(Packet(first, timestamp, kind > 0x7F, payload[2:]), now)


class PeerStreams:
    """All RTP streams of one peer."""

    def __init__(self, sink: FrameSink) -> None:
        self.sink: FrameSink = sink
        self.ssrc = 1
        self.last_at: float | None = None  # the monotonic instant of the newest packet of media
        self.sources: dict[int, Source] = {}
        self._media: list[MediaSource] = []
        self._formats: dict[int, Format] = {}
        self._again_of: dict[int, int] = {}
        self._transmit: Callable[[bytes], None] | None = None
        self._call_next_turn: Callable[[Callable[[float], None]], None] | None = None
        self._is_looking = False

    def expect(self, formats: dict[int, Format], again_of: dict[int, int], ssrc: int) -> None:
        """Learn what was negotiated: payload types, which SSRC repeats which, and our own SSRC."""
        self._formats |= formats
        self._again_of |= again_of
        self.ssrc = ssrc

    def connect(
        self, transmit: Callable[[bytes], None], call_next_turn: Callable[[Callable[[float], None]], None]
    ) -> None:
        """Send feedback by `transmit` from now on."""
        self._transmit, self._call_next_turn = transmit, call_next_turn

    def disconnect(self) -> None:
        """Send nothing more."""
        self._transmit = self._call_next_turn = None

    @property
    def losses(self) -> Losses:
        """What was received and what was not, so far."""
        n_missing = sum(one.order.n_lost for one in self._media)
        jitters = [one.reception.jitter * 1000 / CLOCK_HZ[one.track] for one in self._media]
        n_expected = sum(one.order.progress.n_expected for one in self._media)
        return Losses(n_expected - n_missing, n_missing, round(max(jitters, default=0.0), 1))

    def begin(self, ssrc: int, kind: int) -> Source | None:
        """Meet an SSRC: make its source, if its payload type was negotiated and there is room."""
        form = self._formats.get(kind & 0x7F)
        if form is None or len(self.sources) >= MAX_SOURCES:
            return None
        source: Source
        if form.original is None:
            source = MediaSource(self, ssrc=ssrc, payload_type=kind & 0x7F, track=form.track)
            self._media.append(source)
        else:
            original = self.sources.get(self._again_of.get(ssrc, -1))
            if not isinstance(original, MediaSource):
                return None
            source = AgainSource(kind & 0x7F, original)
        self.sources[ssrc] = source
        return source

    def packet(self, ssrc: int, kind: int, sequence: int, timestamp: int, payload: bytes, now: float) -> None:
        """Take a packet of RTP by the parts of its header."""
        source = self.sources.get(ssrc) or self.begin(ssrc, kind)
        if source is not None:
            self.last_at = now
            source.take(kind, sequence, timestamp, payload, now)

    def rtcp(self, compound: bytes, now: float) -> None:
        """Take the sender reports of an RTCP packet."""
        for told in sender_reports(compound):
            source = self.sources.get(told.ssrc)
            if isinstance(source, MediaSource):
                source.reception.sender_report(told.ntp_timestamp, now)
                self.sink.on_sender_report(source.track, told.ntp_timestamp, told.rtp_timestamp)

    def look_again(self) -> None:
        """Look after holes in the pump's next turn: what came out of order only has arrived by then."""
        if not self._is_looking and self._call_next_turn is not None:
            self._is_looking = True
            self._call_next_turn(self._look)

    def _look(self, now: float) -> None:
        self._is_looking = False
        self.send(b"".join(one.look(now) for one in self._media if one.order.has_holes))
        if any(one.order.has_holes for one in self._media):
            self.look_again()

    def ask_for_keyframe(self, now: float) -> None:
        """Ask the sender for a picture that can be decoded by itself."""
        video = [one for one in self._media if one.track is Track.VIDEO]
        self.send(b"".join(one.keyframe_request(now) for one in video))

    def report(self, now: float) -> None:
        """Tell the sender how well it is received, and its greatest bitrate: one packet for all streams."""
        told = [(one.ssrc, one.report(now)) for one in self._media]
        if not told:
            return
        video = [one.ssrc for one in self._media if one.track is Track.VIDEO]
        cap = bitrate_cap(self.ssrc, MAX_BITRATE_BPS, video) if video else b""
        self.send(receiver_report(self.ssrc, told) + cap)

    def send(self, feedback: bytes) -> None:
        """Send feedback to the peer, if there is any and it is connected."""
        if feedback and self._transmit is not None:
            self._transmit(feedback)
