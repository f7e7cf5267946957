"""What a peer's packets become, and what its sender is asked for; and that it may send anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiortc.rtp import (
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.ingest.reorder import MAX_WAITING
from proctor_server.ingest.streams import MAX_SOURCES, Format, MediaSource, PeerStreams
from proctor_server.media.webm import Track

VIDEO, AUDIO, AGAIN = 96, 111, 97
VIDEO_SSRC, AUDIO_SSRC, AGAIN_SSRC = 10, 20, 30


@dataclass
class Peer:
    """Streams with a sink, a line back and a pump of their own."""

    frames: list[tuple[Track, int, bytes]] = field(default_factory=list)
    reports: list[tuple[Track, int, int]] = field(default_factory=list)
    feedback: list[object] = field(default_factory=list)
    turns: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.streams = PeerStreams(self)
        formats = {VIDEO: Format(Track.VIDEO), AGAIN: Format(Track.VIDEO, VIDEO), AUDIO: Format(Track.AUDIO)}
        self.streams.expect(formats, {AGAIN_SSRC: VIDEO_SSRC}, ssrc=1)
        self.streams.connect(lambda data: self.feedback.extend(RtcpPacket.parse(data)), self.turns.append)

    def on_frame(self, track: Track, timestamp: int, data: bytes, now: float) -> None:
        self.frames.append((track, timestamp, data))

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        self.reports.append((track, ntp_timestamp, timestamp))

    def send(self, ssrc: int, kind: int, sequence: int, payload: bytes, *, at: float = 0.0) -> None:
        self.streams.packet(ssrc, kind, sequence, sequence * 10, payload, at)

    def picture(self, sequence: int, *, at: float = 0.0) -> None:
        self.send(VIDEO_SSRC, 0x80 | VIDEO, sequence, b"\x10\x01picture", at=at)

    def turn(self, now: float) -> None:
        turns, self.turns[:] = list(self.turns), []
        for one in turns:
            one(now)


def test_pictures_and_sound_go_on_in_order() -> None:
    peer = Peer()
    peer.picture(1)
    peer.send(AUDIO_SSRC, AUDIO, 7, b"sound")
    peer.picture(2)
    assert peer.frames == [
        (Track.VIDEO, 10, b"\x01picture"),
        (Track.AUDIO, 70, b"sound"),
        (Track.VIDEO, 20, b"\x01picture"),
    ]
    assert peer.feedback == []


def test_a_lost_packet_is_asked_for_in_the_next_turn_and_fits_in_when_it_comes() -> None:
    peer = Peer()
    peer.picture(1)
    peer.picture(3)
    assert peer.feedback == []
    peer.turn(0.02)
    [nack] = peer.feedback
    assert isinstance(nack, RtcpRtpfbPacket)
    assert (nack.media_ssrc, nack.lost) == (VIDEO_SSRC, [2])
    inside = (2).to_bytes(2, "big") + b"\x10\x01again"
    peer.send(AGAIN_SSRC, 0x80 | AGAIN, 500, inside, at=0.1)
    assert [timestamp for _, timestamp, _ in peer.frames] == [10, 5_000, 30]
    assert peer.streams.losses.n_lost == 0
    peer.turn(0.12)
    assert not peer.turns


def test_what_only_came_out_of_order_is_not_asked_for() -> None:
    peer = Peer()
    for n in (1, 3, 2):
        peer.picture(n)
    peer.turn(0.02)
    assert peer.feedback == []


def test_a_hole_is_given_up_and_a_keyframe_asked_for() -> None:
    peer = Peer()
    peer.picture(1)
    peer.picture(3)
    for n in range(40):
        peer.turn(n * 0.02)
    requests = [one for one in peer.feedback if isinstance(one, RtcpPsfbPacket)]
    assert [(one.fmt, one.media_ssrc) for one in requests] == [(1, VIDEO_SSRC)]
    assert peer.streams.losses.n_lost == 1
    assert [timestamp for _, timestamp, _ in peer.frames] == [10, 30]


def test_one_report_tells_of_all_streams_and_caps_the_picture() -> None:
    peer = Peer()
    peer.streams.report(0.0)
    assert peer.feedback == []
    peer.picture(1)
    peer.send(AUDIO_SSRC, AUDIO, 7, b"sound")
    peer.streams.report(1.0)
    report, cap = peer.feedback
    assert isinstance(report, RtcpRrPacket)
    assert [one.ssrc for one in report.reports] == [VIDEO_SSRC, AUDIO_SSRC]
    assert isinstance(cap, RtcpPsfbPacket)


def test_a_senders_clock_is_told_for_streams_that_are_there() -> None:
    peer = Peer()
    peer.picture(1)
    info = RtcpSenderInfo(ntp_timestamp=5, rtp_timestamp=6, packet_count=1, octet_count=1)
    for ssrc in (VIDEO_SSRC, AUDIO_SSRC):
        peer.streams.rtcp(bytes(RtcpSrPacket(ssrc=ssrc, sender_info=info)), 1.0)
    assert peer.reports == [(Track.VIDEO, 5, 6)]


def test_a_peer_that_is_gone_is_sent_nothing() -> None:
    peer = Peer()
    peer.picture(1)
    peer.streams.disconnect()
    peer.picture(3)
    peer.streams.report(1.0)
    peer.streams.ask_for_keyframe(1.0)
    assert peer.feedback == []
    assert peer.turns == []


def test_types_nobody_negotiated_and_streams_beyond_the_limit_are_left_out() -> None:
    peer = Peer()
    peer.send(VIDEO_SSRC, 0x80 | 100, 1, b"\x10\x01x")
    peer.send(AGAIN_SSRC, 0x80 | AGAIN, 1, b"\x00\x01\x10\x01x")
    assert not peer.streams.sources
    for ssrc in range(100):
        peer.send(ssrc, 0x80 | VIDEO, 1, b"\x10\x01x")
    assert len(peer.streams.sources) == MAX_SOURCES


PACKETS = st.tuples(
    st.sampled_from([VIDEO_SSRC, AUDIO_SSRC, AGAIN_SSRC, 99]),
    st.sampled_from([VIDEO, 0x80 | VIDEO, AUDIO, AGAIN, 0x80 | AGAIN, 0, 127]),
    st.one_of(st.integers(0, 20), st.integers(0, 65_535)),
    st.binary(max_size=30),
    st.floats(0, 0.2),
)


@settings(max_examples=200)
@given(st.lists(st.one_of(PACKETS, st.binary(max_size=80)), max_size=120))
def test_any_packets_are_survived_within_bounds(noise: list[object]) -> None:
    peer, now = Peer(), 0.0
    for one in noise:
        if isinstance(one, bytes):
            peer.streams.rtcp(one, now)
            continue
        ssrc, kind, sequence, payload, later_s = one
        now += later_s
        peer.send(ssrc, kind, sequence, payload, at=now)
        peer.turn(now)
    peer.streams.report(now)
    media = [one for one in peer.streams.sources.values() if isinstance(one, MediaSource)]
    assert all(one.order.n_waiting <= MAX_WAITING for one in media)
    for n in range(60):
        peer.turn(now + n * 0.02)
    assert not any(one.order.has_holes for one in media)
