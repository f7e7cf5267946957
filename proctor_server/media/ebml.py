"""How a WebM byte string is spelt: EBML elements written and read (RFC 8794)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .errors import BadEbml


class Id(bytes, Enum):
    """The element ids this code writes, as they stand in the file (RFC 8794, RFC 9559)."""

    EBML = b"\x1a\x45\xdf\xa3"
    EBML_VERSION = b"\x42\x86"
    EBML_READ_VERSION = b"\x42\xf7"
    EBML_MAX_ID_LENGTH = b"\x42\xf2"
    EBML_MAX_SIZE_LENGTH = b"\x42\xf3"
    DOC_TYPE = b"\x42\x82"
    DOC_TYPE_VERSION = b"\x42\x87"
    DOC_TYPE_READ_VERSION = b"\x42\x85"
    VOID = b"\xec"
    CRC32 = b"\xbf"
    SEGMENT = b"\x18\x53\x80\x67"
    SEEK_HEAD = b"\x11\x4d\x9b\x74"
    SEEK = b"\x4d\xbb"
    SEEK_ID = b"\x53\xab"
    SEEK_POSITION = b"\x53\xac"
    INFO = b"\x15\x49\xa9\x66"
    TIMESTAMP_SCALE = b"\x2a\xd7\xb1"
    MUXING_APP = b"\x4d\x80"
    WRITING_APP = b"\x57\x41"
    DURATION = b"\x44\x89"
    TRACKS = b"\x16\x54\xae\x6b"
    TRACK_ENTRY = b"\xae"
    TRACK_NUMBER = b"\xd7"
    TRACK_UID = b"\x73\xc5"
    TRACK_TYPE = b"\x83"
    FLAG_LACING = b"\x9c"
    CODEC_ID = b"\x86"
    CODEC_PRIVATE = b"\x63\xa2"
    CODEC_DELAY = b"\x56\xaa"
    SEEK_PRE_ROLL = b"\x56\xbb"
    VIDEO = b"\xe0"
    PIXEL_WIDTH = b"\xb0"
    PIXEL_HEIGHT = b"\xba"
    AUDIO = b"\xe1"
    SAMPLING_FREQUENCY = b"\xb5"
    CHANNELS = b"\x9f"
    CLUSTER = b"\x1f\x43\xb6\x75"
    TIMESTAMP = b"\xe7"
    SIMPLE_BLOCK = b"\xa3"
    CUES = b"\x1c\x53\xbb\x6b"
    CUE_POINT = b"\xbb"
    CUE_TIME = b"\xb3"
    CUE_TRACK_POSITIONS = b"\xb7"
    CUE_TRACK = b"\xf7"
    CUE_CLUSTER_POSITION = b"\xf1"


WIDE = 8  # bytes of a size that is patched later or may be large
UNKNOWN_SIZE = b"\x01" + b"\xff" * 7


@dataclass(frozen=True, slots=True)
class Element:
    """One element found in a byte string: its id, where it starts and where its payload lies."""

    id: bytes
    start: int
    payload: int
    end: int


def encode_size(n: int, width: int | None = None) -> bytes:
    """Write a payload's size in `width` bytes, or in as few as hold it.

    Raises:
        BadEbml: `n` is negative or does not fit.
    """
    if n < 0 or n >= (1 << 56) - 1:
        raise BadEbml("size out of range")
    if width is None:
        width = next(w for w in range(1, 9) if n < (1 << 7 * w) - 1)
    elif n >= (1 << 7 * width) - 1:
        raise BadEbml("size does not fit its width")
    return (n | 1 << 7 * width).to_bytes(width, "big")


def element(name: bytes, payload: bytes, *, width: int | None = None) -> bytes:
    """Write one element."""
    return bytes(name) + encode_size(len(payload), width) + payload


def uint(name: bytes, n: int) -> bytes:
    """Write an unsigned integer in as few bytes as hold it."""
    return element(name, n.to_bytes(max(1, (n.bit_length() + 7) // 8), "big"))


def float64(name: bytes, x: float) -> bytes:
    """Write a number as eight bytes, so that it can be patched in place."""
    return element(name, struct.pack(">d", x))


def void(n_bytes: int) -> bytes:
    """Write padding of exactly `n_bytes`, at least 2.

    Raises:
        BadEbml: no padding is that small.
    """
    if n_bytes < 2:
        raise BadEbml("padding needs two bytes")
    width = WIDE if n_bytes > WIDE + 1 else 1
    return element(Id.VOID, bytes(n_bytes - 1 - width), width=width)


def _width(first: int, limit: int) -> int:
    width = 9 - first.bit_length()
    if width > limit:
        raise BadEbml("no length marker")
    return width


def read_element(data: bytes, at: int, end: int | None = None) -> Element:
    """Read the element that starts at `at`. An unknown size reaches to `end`.

    Raises:
        BadEbml: the bytes up to `end` hold no whole element there.
    """
    stop = len(data) if end is None else end
    if at >= stop:
        raise BadEbml("no bytes left")
    size_at = at + _width(data[at], 4)
    if size_at >= stop:
        raise BadEbml("cut inside an id")
    payload = size_at + _width(data[size_at], 8)
    if payload > stop:
        raise BadEbml("cut inside a size")
    coded = data[size_at:payload]
    mask = (1 << 7 * len(coded)) - 1
    size = int.from_bytes(coded, "big") & mask
    last = stop if size == mask else payload + size
    if last > stop:
        raise BadEbml("cut inside a payload")
    return Element(data[at:size_at], at, payload, last)


def children(data: bytes, start: int, end: int) -> Iterator[Element]:
    """Read the elements that fill `data[start:end]`.

    Raises:
        BadEbml: they do not fill it.
    """
    while start < end:
        found = read_element(data, start, end)
        yield found
        start = found.end


def child(data: bytes, parent: Element, name: bytes) -> Element:
    """Find a parent's first child of that id.

    Raises:
        BadEbml: there is none.
    """
    for found in children(data, parent.payload, parent.end):
        if found.id == name:
            return found
    raise BadEbml("element missing")


def read_uint(data: bytes, found: Element) -> int:
    """Read an unsigned integer."""
    return int.from_bytes(data[found.payload : found.end], "big")
