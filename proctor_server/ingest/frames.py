"""How RTP packets become encoded frames: VP8 put together from its payloads (RFC 7741), Opus as it is.

Pure: packets in order in, whole frames out. A frame with a hole in it is left out.
"""

from __future__ import annotations

from typing import Protocol

START_OF_FIRST_PARTITION = 0x10
MAX_PIECES = 1_000  # more than a megabyte: no camera's frame
PARTITION_MASK = 0x1F  # start bit, reserved bit and partition index
USUAL, USUAL_MASK = 0xE0, 0xF0  # Chrome's layers: picture id of 15 bits, TL0PICIDX, TID, no KEYIDX
USUAL_SIZE = 6


class BadPayload(ValueError):
    """The payload is cut short."""


class Assembler(Protocol):
    """Puts frames together from packets in order."""

    def add(self, timestamp: int, marker: bool, payload: bytes) -> bytes | None:
        """Take the next packet; return the frame it completes, which is of its timestamp."""
        ...

    def skip(self) -> None:
        """Learn of a hole: the frame it lies in is lost."""
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

    def skip(self) -> None:
        """Learn of a hole: the frame it lies in is lost."""
        self._broken = True

    def add(self, timestamp: int, marker: bool, payload: bytes) -> bytes | None:
        """Take the next packet; return the frame it completes, which is of its timestamp."""
        if len(payload) > USUAL_SIZE and payload[1] & USUAL_MASK == USUAL and payload[0] & payload[2] & 0x80:
            size = USUAL_SIZE
        elif not payload:
            return None  # padding, by which Chrome probes the line
        else:
            try:
                size = descriptor_size(payload)
            except BadPayload:
                self._broken = True
                return None
        if payload[0] & PARTITION_MASK == START_OF_FIRST_PARTITION:
            self._timestamp, self._pieces, self._broken = timestamp, [payload[size:]], False
        elif timestamp != self._timestamp:
            self._broken = True
        elif not self._broken:
            self._pieces.append(payload[size:])
            self._broken = len(self._pieces) > MAX_PIECES
        return self._complete() if marker else None

    def _complete(self) -> bytes | None:
        pieces, broken = self._pieces, self._broken
        self._timestamp, self._pieces, self._broken = None, [], True
        if broken:
            return None
        return (pieces[0] if len(pieces) == 1 else b"".join(pieces)) or None


class OpusAssembler:
    """Passes Opus packets on: each is a frame."""

    def skip(self) -> None:
        """Learn of a hole: nothing else is lost by it."""

    def add(self, timestamp: int, marker: bool, payload: bytes) -> bytes | None:
        """Take the next packet; return the frame it completes, which is of its timestamp."""
        return payload or None
