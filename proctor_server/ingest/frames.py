"""How RTP packets become encoded frames: VP8 put together from its payloads (RFC 7741), Opus as it is.

Pure: packets in order in, whole frames out. A frame with a hole in it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from proctor_server.media.vp8 import is_keyframe

from .reorder import Hole, Packet

START_OF_FIRST_PARTITION = 0x10
MAX_PIECES = 1_000  # more than a megabyte: no camera's frame
PARTITION_MASK = 0x1F  # start bit, reserved bit and partition index


class BadPayload(ValueError):
    """The payload is cut short."""


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """One frame as the sender encoded it; `timestamp` is RTP's."""

    timestamp: int
    data: bytes
    keyframe: bool


class Assembler(Protocol):
    """Puts frames together from packets in order."""

    def put(self, packet: Packet | Hole) -> EncodedFrame | None:
        """Take the next packet, or learn of a hole; return the frame it completes."""
        ...


def descriptor_size(payload: bytes) -> int:
    """Return how many bytes of a VP8 payload stand before the frame's own (RFC 7741, section 4.2).

    Raises:
        BadPayload: the payload ends before its descriptor.
    """
    if not payload:
        raise BadPayload
    size = 1
    try:
        if payload[0] & 0x80:
            extension = payload[1]
            size = 2
            if extension & 0x80:
                size += 2 if payload[size] & 0x80 else 1
            size += bool(extension & 0x40) + bool(extension & 0x30)
    except IndexError as error:
        raise BadPayload from error
    if size > len(payload):
        raise BadPayload
    return size


class Vp8Assembler:
    """Puts VP8 frames together."""

    def __init__(self) -> None:
        self._timestamp: int | None = None
        self._pieces: list[bytes] = []
        self._broken = True

    def put(self, packet: Packet | Hole) -> EncodedFrame | None:
        """Take the next packet, or learn of a hole; return the frame it completes."""
        if isinstance(packet, Hole):
            self._broken = True
            return None
        if not packet.payload:
            return None  # padding, by which Chrome probes the line
        try:
            size = descriptor_size(packet.payload)
        except BadPayload:
            self._broken = True
            return None
        if packet.payload[0] & PARTITION_MASK == START_OF_FIRST_PARTITION:
            self._timestamp, self._pieces, self._broken = packet.timestamp, [], False
        elif packet.timestamp != self._timestamp:
            self._broken = True
        if not self._broken:
            self._pieces.append(packet.payload[size:])
            self._broken = len(self._pieces) > MAX_PIECES
        return self._complete(packet.timestamp) if packet.marker else None

    def _complete(self, timestamp: int) -> EncodedFrame | None:
        data, broken = b"".join(self._pieces), self._broken
        self._timestamp, self._pieces, self._broken = None, [], True
        return None if broken or not data else EncodedFrame(timestamp, data, is_keyframe(data))


class OpusAssembler:
    """Passes Opus packets on: each is a frame."""

    def put(self, packet: Packet | Hole) -> EncodedFrame | None:
        """Take the next packet, or learn of a hole; return the frame it completes."""
        if isinstance(packet, Hole) or not packet.payload:
            return None
        return EncodedFrame(packet.timestamp, packet.payload, keyframe=True)
