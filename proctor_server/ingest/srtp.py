"""How a datagram becomes a packet of a stream: decrypted in place and looked up, without a task or a queue.

It takes over from aiortc once the DTLS handshake has set up SRTP; what is no media still goes aiortc's way.
"""

from __future__ import annotations

import struct

import pylibsrtp
from aiortc.rtcdtlstransport import RTCDtlsTransport
from pylibsrtp._binding import lib

from .datagrams import MAX_DATAGRAM
from .sockets import Pump, PumpedSocket
from .streams import PeerStreams
from .wire import RTCP_KINDS, payload_span

RTP_MIN, RTCP_MIN = 12, 8
WITH_EXTENSION, EXTENDED_HEAD = (
    0x90,
    16,
)  # the first byte of nearly all packets, and where the extension begins
read_head = struct.Struct("!BBHLLxxH").unpack_from
srtp_unprotect, srtp_unprotect_rtcp = lib.srtp_unprotect, lib.srtp_unprotect_rtcp


class SrtpPath:
    """The way of one peer's media, from the pump's buffer to its streams, and of feedback back to the peer."""

    def __init__(self, transport: RTCDtlsTransport, pump: Pump, streams: PeerStreams) -> None:
        """Begin; the handshake of `transport` is done."""
        self.n_refused = 0  # datagrams that fail authentication, or come twice
        self._buffer = pump.buffer  # keeps the memory
        self._slots, self._length = pump.buffer.slots, pump.buffer.length
        self._view, self._bytes = pump.buffer.view, pump.buffer.bytes
        self._streams = streams
        self._sources = streams.sources
        self._session: pylibsrtp.Session = transport._rx_srtp
        self._context = self._session._srtp[0]
        self._protect_rtcp = transport._tx_srtp.protect_rtcp
        self._pairs = transport.transport._connection._nominated

    def take(self, slot: int, n_bytes: int, now: float) -> None:
        """Take a datagram of media that lies in a slot of the buffer, at monotonic `now`."""
        length, at = self._length, slot * MAX_DATAGRAM
        length[0] = n_bytes
        if self._view[at + 1] in RTCP_KINDS:
            self._take_rtcp(slot, now)
            return
        if n_bytes < RTP_MIN or srtp_unprotect(self._context, self._slots[slot], length):
            self.n_refused += 1
            return
        first, kind, sequence, timestamp, ssrc, n_words = read_head(self._view, at)
        source = self._sources.get(ssrc)
        if source is None:
            source = self._streams.begin(ssrc, kind)
            if source is None:
                return
        self._streams.last_at = now
        end = at + length[0]
        if first == WITH_EXTENSION:
            begin = at + EXTENDED_HEAD + 4 * n_words
        else:
            begin, end = (at + one for one in payload_span(self._view[at:end], length[0]))
        source.take(kind, sequence, timestamp, self._bytes[begin:end], now)

    def _take_rtcp(self, slot: int, now: float) -> None:
        length, at = self._length, slot * MAX_DATAGRAM
        if length[0] < RTCP_MIN or srtp_unprotect_rtcp(self._context, self._slots[slot], length):
            self.n_refused += 1
            return
        self._streams.rtcp(self._bytes[at : at + length[0]], now)

    def send(self, feedback: bytes) -> None:
        """Send RTCP to the peer; feedback that cannot be sent is not missed."""
        try:
            protected = self._protect_rtcp(feedback)
        except (pylibsrtp.Error, ValueError):
            self.n_refused += 1
            return
        for pair in self._pairs.values():
            pair.protocol.transport.sendto(protected, pair.remote_addr)


def open_path(transport: RTCDtlsTransport, pump: Pump, streams: PeerStreams) -> None:
    """Lead the media of a connected transport to `streams` from now on."""
    path = SrtpPath(transport, pump, streams)
    for protocol in transport.transport._connection._protocols:
        if isinstance(protocol.transport, PumpedSocket):
            protocol.transport.take_media = path.take
    streams.connect(path.send, pump.call_next_turn)
