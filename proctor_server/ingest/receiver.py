"""What stands in aiortc's place of a receiver: it learns what was negotiated and leads the packets past aiortc.

It offers what `RTCPeerConnection` and `RTCRtpTransceiver` use of `RTCRtpReceiver` (a test compares the
two). It has no thread, no task, no queue and no decoder.
"""

from __future__ import annotations

import asyncio

from aiortc.codecs import get_capabilities, is_rtx
from aiortc.exceptions import InvalidStateError
from aiortc.mediastreams import MediaStreamTrack
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtcrtpparameters import RTCRtpCapabilities, RTCRtpReceiveParameters
from aiortc.rtp import AnyRtcpPacket, RtpPacket
from aiortc.stats import RTCStatsReport

from proctor_server.media.webm import Track

from .sockets import Pump
from .srtp import open_path
from .streams import Format, PeerStreams


class EncodedReceiver:
    """Receives one track of a peer connection."""

    def __init__(self, kind: str, transport: RTCDtlsTransport) -> None:
        if transport.state == "closed":
            raise InvalidStateError
        self._enabled = True
        self._track: MediaStreamTrack | None = None
        self._kind = kind
        self._transport = transport
        self._rtcp_ssrc = 1
        self._led: tuple[Pump, PeerStreams] | None = None

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

    def lead(self, pump: Pump, streams: PeerStreams) -> None:
        """Lead the packets from the pump's sockets to `streams` once the connection stands."""
        self._led = (pump, streams)

    async def getStats(self) -> RTCStatsReport:
        """Return no statistics: the peer keeps its own."""
        return RTCStatsReport()

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Begin to take packets: the transport is connected."""
        if self._led is None:
            return
        pump, streams = self._led
        track = Track.VIDEO if self._kind == "video" else Track.AUDIO
        formats = {
            codec.payloadType: Format(track, codec.parameters.get("apt") if is_rtx(codec) else None)
            for codec in parameters.codecs
        }
        again_of = {one.rtx.ssrc: one.ssrc for one in parameters.encodings if one.rtx}
        streams.expect(formats, again_of, self._rtcp_ssrc)
        open_path(self._transport, pump, streams)
        self._transport._register_rtp_receiver(self, parameters)

    def setTransport(self, transport: RTCDtlsTransport) -> None:
        """Move to the transport of the bundle."""
        self._transport = transport

    async def stop(self) -> None:
        """Take no more packets."""
        self._handle_disconnect()

    def _set_rtcp_ssrc(self, ssrc: int) -> None:
        self._rtcp_ssrc = ssrc

    def _handle_disconnect(self) -> None:
        if self._led is not None:
            self._transport._unregister_rtp_receiver(self)
            self._led[1].disconnect()
            self._led = None

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        """Take nothing: the next report comes our way."""

    async def _handle_rtp_packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        """Take a packet that came with the handshake's end and so went aiortc's way: the first picture's often."""
        if self._led is not None:
            kind = packet.marker << 7 | packet.payload_type
            now = asyncio.get_running_loop().time()
            self._led[1].packet(
                packet.ssrc, kind, packet.sequence_number, packet.timestamp, packet.payload, now
            )
