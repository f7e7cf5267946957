"""What stands in aiortc's place of a receiver: it takes packets apart into encoded frames and never decodes.

It offers what `RTCPeerConnection`, `RTCRtpTransceiver` and `RTCDtlsTransport` use of `RTCRtpReceiver`
(a test compares the two). It has no thread, no task and no queue.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from aiortc.codecs import get_capabilities, is_rtx
from aiortc.exceptions import InvalidStateError
from aiortc.mediastreams import MediaStreamTrack
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtcrtpparameters import RTCRtpCapabilities, RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    pack_remb_fci,
    unwrap_rtx,
)
from aiortc.stats import RTCStatsReport

from proctor_server.media.webm import Track

from .frames import Assembler, EncodedFrame, OpusAssembler, Vp8Assembler
from .reception import Reception
from .reorder import HOLE, Hole, Packet, Reorder

VIDEO_HOLD_S = 0.5  # how long a retransmission is waited for
AUDIO_HOLD_S = 0.2  # sound is not sent again; this only mends the order
PLI_AGAIN_S = 1.0
MAX_BITRATE_BPS = 500_000  # the constant cap told by REMB
MAX_SOURCES = 4  # a peer that invents sources is not followed further


class FrameSink(Protocol):
    """Takes what a receiver makes of the packets."""

    def on_packet(self, now: float) -> None:
        """Learn that media arrives, at monotonic `now`."""
        ...

    def on_frame(self, track: Track, frame: EncodedFrame, now: float) -> None:
        """Take a whole frame."""
        ...

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        """Take what a sender report says of the track's clock."""
        ...


@dataclass(frozen=True, slots=True)
class _Format:
    """What a payload type means; `original` is the one that a retransmission repeats."""

    clock_hz: int
    is_rtx: bool
    original: int | None


class _Source:
    """One SSRC's packets on their way to frames."""

    def __init__(self, assembler: Assembler, hold_s: float) -> None:
        self.order = Reorder(hold_s)
        self.assembler = assembler
        self.asked_at: float | None = None


class EncodedReceiver:
    """Receives one track of a peer connection."""

    def __init__(self, kind: str, transport: RTCDtlsTransport) -> None:
        if transport.state == "closed":
            raise InvalidStateError
        self._enabled = True
        self._track: MediaStreamTrack | None = None
        self._kind = kind
        self._transport = transport
        self._sink: FrameSink | None = None
        self._formats: dict[int, _Format] = {}
        self._rtx_of: dict[int, int] = {}
        self._rtcp_ssrc: int | None = None
        self._sources: dict[int, _Source] = {}
        self._receptions: dict[int, Reception] = {}
        self._started = False

    @property
    def track(self) -> MediaStreamTrack | None:
        """The track aiortc made for it; nothing is ever put into it."""
        return self._track

    @property
    def kind(self) -> str:
        """`audio` or `video`."""
        return self._kind

    @property
    def transport(self) -> RTCDtlsTransport:
        """The transport packets come over."""
        return self._transport

    @classmethod
    def getCapabilities(cls, kind: str) -> RTCRtpCapabilities | None:
        """Tell what aiortc can negotiate."""
        return get_capabilities(kind)

    def attach(self, sink: FrameSink) -> None:
        """Give the frames to `sink` from now on."""
        self._sink = sink

    async def getStats(self) -> RTCStatsReport:
        """Return no statistics: the peer keeps its own."""
        return RTCStatsReport()

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Begin to take packets."""
        if self._started:
            return
        self._started = True
        self._formats = {codec.payloadType: _format(codec) for codec in parameters.codecs}
        self._rtx_of = {one.rtx.ssrc: one.ssrc for one in parameters.encodings if one.rtx}
        self._transport._register_rtp_receiver(self, parameters)

    def setTransport(self, transport: RTCDtlsTransport) -> None:
        """Move to the transport of the bundle."""
        self._transport = transport

    async def stop(self) -> None:
        """Take no more packets and let go of the sink."""
        if self._started:
            self._transport._unregister_rtp_receiver(self)
        self._handle_disconnect()

    def _set_rtcp_ssrc(self, ssrc: int) -> None:
        self._rtcp_ssrc = ssrc

    def _handle_disconnect(self) -> None:
        self._sink = None

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        if not isinstance(packet, RtcpSrPacket) or self._sink is None:
            return
        told = packet.sender_info
        if packet.ssrc in self._receptions:
            self._receptions[packet.ssrc].sender_report(told.ntp_timestamp, _now())
        if packet.ssrc in self._sources:
            self._sink.on_sender_report(self._media_track, told.ntp_timestamp, told.rtp_timestamp)

    async def _handle_rtp_packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        now = _now()
        media = self._media_packet(packet, now)
        if media is None or self._sink is None:
            return
        self._sink.on_packet(now)
        source = self._source(media.ssrc)
        if source is None:
            return
        one = Packet(media.sequence_number, media.timestamp, bool(media.marker), media.payload)
        await self._go_on(media.ssrc, source, source.order.push(one, now), now)

    def _media_packet(self, packet: RtpPacket, now: float) -> RtpPacket | None:
        """Count a packet and return the media in it, a retransmission unwrapped."""
        form = self._formats.get(packet.payload_type)
        if form is None or not self._enabled:
            return None
        self._count(packet, form, now)
        if not form.is_rtx:
            return packet
        source = self._rtx_of.get(packet.ssrc)
        if source is None or form.original not in self._formats or len(packet.payload) < 2:
            return None
        return unwrap_rtx(packet, payload_type=form.original, ssrc=source)

    def _count(self, packet: RtpPacket, form: _Format, now: float) -> None:
        reception = self._receptions.get(packet.ssrc)
        if reception is None:
            if len(self._receptions) >= 2 * MAX_SOURCES:
                return
            reception = Reception(packet.sequence_number, form.clock_hz)
            self._receptions[packet.ssrc] = reception
        reception.packet(packet.sequence_number, packet.timestamp, now)

    @property
    def _media_track(self) -> Track:
        return Track.VIDEO if self._kind == "video" else Track.AUDIO

    def _source(self, ssrc: int) -> _Source | None:
        source = self._sources.get(ssrc)
        if source is None and len(self._sources) < MAX_SOURCES:
            video = self._kind == "video"
            source = (
                _Source(Vp8Assembler(), VIDEO_HOLD_S) if video else _Source(OpusAssembler(), AUDIO_HOLD_S)
            )
            self._sources[ssrc] = source
        return source

    async def _go_on(self, ssrc: int, source: _Source, packets: list[Packet | Hole], now: float) -> None:
        """Put packets together, and ask for what lacks: packets again, after a hole a keyframe."""
        for packet in packets:
            frame = source.assembler.put(packet)
            if frame is not None and self._sink is not None:
                self._sink.on_frame(self._media_track, frame, now)
        if self._kind != "video":
            return
        if HOLE in packets:
            await self.ask_for_keyframe(now)
        if missing := source.order.missing(now):
            nack = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=self._rtcp_ssrc, media_ssrc=ssrc)
            nack.lost = missing
            await self._send(bytes(nack))

    async def poll(self, now: float) -> None:
        """Let time pass: give up holes, and ask again for what is missing."""
        for ssrc, source in tuple(self._sources.items()):
            await self._go_on(ssrc, source, source.order.poll(now), now)

    async def ask_for_keyframe(self, now: float) -> None:
        """Ask the sender for a picture that can be decoded by itself."""
        for ssrc, source in tuple(self._sources.items()):
            if source.asked_at is None or now - source.asked_at >= PLI_AGAIN_S:
                source.asked_at = now
                pli = RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=self._rtcp_ssrc, media_ssrc=ssrc)
                await self._send(bytes(pli))

    async def report(self, now: float) -> None:
        """Tell the sender how well it is received, and for video the constant cap."""
        if not self._receptions:
            return
        blocks = [_block(ssrc, reception, now) for ssrc, reception in self._receptions.items()]
        data = bytes(RtcpRrPacket(ssrc=self._rtcp_ssrc, reports=blocks))
        if self._kind == "video":
            cap = pack_remb_fci(MAX_BITRATE_BPS, list(self._sources))
            data += bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=self._rtcp_ssrc, media_ssrc=0, fci=cap))
        await self._send(data)

    async def _send(self, data: bytes) -> None:
        try:
            await self._transport._send_rtp(data)
        except ConnectionError:
            return  # feedback to a peer that is gone is not missed


def _format(codec: RTCRtpCodecParameters) -> _Format:
    return _Format(codec.clockRate, is_rtx(codec), codec.parameters.get("apt"))


def _now() -> float:
    return asyncio.get_running_loop().time()


def _block(ssrc: int, reception: Reception, now: float) -> RtcpReceiverInfo:
    told = reception.report(now)
    return RtcpReceiverInfo(
        ssrc=ssrc,
        fraction_lost=told.fraction_lost,
        packets_lost=told.packets_lost,
        highest_sequence=told.highest_sequence,
        jitter=told.jitter,
        lsr=told.last_sender_report,
        dlsr=told.since_sender_report,
    )
