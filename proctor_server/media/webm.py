"""What a recording looks like on disk: a header that can be completed in place, then clusters.

The file is append-only. In front stand, each with its place reserved: SeekHead, Info with its Duration,
Tracks, Cues. Completing a file rewrites only the header, at the same length, so no byte offset of a
cluster ever changes. The first `init_size` bytes followed by any run of clusters that begins with a
keyframe are a WebM of their own.
"""

from __future__ import annotations

import fcntl
import os
import struct
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from .ebml import (
    UNKNOWN_SIZE,
    WIDE,
    Id,
    element,
    encode_size,
    float64,
    read_element,
    uint,
    void,
)
from .errors import BadEbml

SEEK_AREA = 96  # bytes kept for the SeekHead
CUES_AREA = 32 * 1024  # bytes kept for the Cues: some 1 500 points, 100 minutes at one each 4 s
CUES_SPARE = 32  # of them for the Cues' own head and the padding's
DURATION_AREA = 11  # a Duration of eight bytes, with its id and size
TIMESTAMP_SCALE_NS = 1_000_000  # block times are milliseconds
OPUS_PRE_ROLL_NS = 80_000_000  # RFC 7845, section 4.6
OPUS_HEAD = b"OpusHead\x01\x02" + struct.pack("<HIhB", 0, 48_000, 0, 0)  # RFC 7845, section 5.1
CRC_SIZE = 6  # id, size, four bytes
SHORT_SIZE_LIMIT = (1 << 14) - 1
KEYFRAME_FLAG = 0x80
SIMPLE_BLOCK = Id.SIMPLE_BLOCK[0]
BLOCK_HEAD = 4  # track, time, flags
SHORT_SIZE = 0x4000  # marks a size of two bytes (RFC 8794, section 4)
_short_head = struct.Struct(">BHBhB").pack
MARK_SIZE = 4  # bytes of the number that marks a segment's beginning


class Track(IntEnum):
    """The track numbers of every recording."""

    VIDEO = 1
    AUDIO = 2


class Block(NamedTuple):
    """One encoded frame at its time: milliseconds since the part's first block."""

    at_ms: int
    track: Track
    keyframe: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Cluster:
    """About a second of blocks in the order of time.

    `begins_segment` numbers the segment it opens; `ends_at_ms` is set on the last cluster of a segment.
    """

    blocks: tuple[Block, ...]
    begins_segment: int | None = None
    ends_at_ms: int | None = None

    @property
    def at_ms(self) -> int:
        """The time of the first block."""
        return self.blocks[0].at_ms

    @property
    def keyframe_ms(self) -> int | None:
        """The time of the first video keyframe, if there is one."""
        return next((b.at_ms for b in self.blocks if b.track is Track.VIDEO and b.keyframe), None)


@dataclass(frozen=True, slots=True)
class PartFormat:
    """What the tracks of a part are; VP8 always, Opus where the peer offered a microphone."""

    width: int
    height: int
    has_audio: bool


@dataclass(frozen=True, slots=True)
class CuePoint:
    """Where a keyframe stands: its time, and its cluster's offset in the file."""

    at_ms: int
    offset: int


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of a part once it is complete."""

    duration_ms: int
    end: int
    cues: tuple[CuePoint, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The offsets of a header's places in the file."""

    body: int
    info: int
    duration: int
    tracks: int
    cues: int
    clusters: int

    @property
    def init_size(self) -> int:
        """The bytes that suffice in front of a run of clusters."""
        return self.cues


def _ebml_head() -> bytes:
    return element(
        Id.EBML,
        uint(Id.EBML_VERSION, 1)
        + uint(Id.EBML_READ_VERSION, 1)
        + uint(Id.EBML_MAX_ID_LENGTH, 4)
        + uint(Id.EBML_MAX_SIZE_LENGTH, 8)
        + element(Id.DOC_TYPE, b"webm")
        + uint(Id.DOC_TYPE_VERSION, 4)
        + uint(Id.DOC_TYPE_READ_VERSION, 2),
    )


def _info() -> bytes:
    return element(
        Id.INFO,
        uint(Id.TIMESTAMP_SCALE, TIMESTAMP_SCALE_NS)
        + element(Id.MUXING_APP, b"synaq")
        + element(Id.WRITING_APP, b"synaq")
        + void(DURATION_AREA),
    )


def _track(number: Track, kind: int, codec: bytes, rest: bytes) -> bytes:
    return element(
        Id.TRACK_ENTRY,
        uint(Id.TRACK_NUMBER, number)
        + uint(Id.TRACK_UID, number)
        + uint(Id.TRACK_TYPE, kind)
        + uint(Id.FLAG_LACING, 0)
        + element(Id.CODEC_ID, codec)
        + rest,
    )


def _tracks(part: PartFormat) -> bytes:
    size = uint(Id.PIXEL_WIDTH, part.width) + uint(Id.PIXEL_HEIGHT, part.height)
    tracks = _track(Track.VIDEO, 1, b"V_VP8", element(Id.VIDEO, size))
    if part.has_audio:
        sound = float64(Id.SAMPLING_FREQUENCY, 48_000.0) + uint(Id.CHANNELS, 2)
        rest = (
            element(Id.CODEC_PRIVATE, OPUS_HEAD)
            + uint(Id.CODEC_DELAY, 0)
            + uint(Id.SEEK_PRE_ROLL, OPUS_PRE_ROLL_NS)
            + element(Id.AUDIO, sound)
        )
        tracks += _track(Track.AUDIO, 2, b"A_OPUS", rest)
    return element(Id.TRACKS, tracks)


def new_header(part: PartFormat) -> bytes:
    """Write the header of a part that is being recorded: its length unknown, its places empty."""
    return (
        _ebml_head() + Id.SEGMENT + UNKNOWN_SIZE + void(SEEK_AREA) + _info() + _tracks(part) + void(CUES_AREA)
    )


def read_layout(header: bytes) -> Layout:
    """Find the places of a header written here; its first `init_size` bytes are enough.

    Raises:
        BadEbml: the bytes are no such header.
    """
    head = read_element(header, 0)
    segment = head.end
    if head.id != Id.EBML or header[segment : segment + 4] != Id.SEGMENT:
        raise BadEbml("no WebM header")
    body = segment + 4 + WIDE
    info = read_element(header, body + SEEK_AREA)
    tracks = read_element(header, info.end)
    if info.id != Id.INFO or tracks.id != Id.TRACKS:
        raise BadEbml("no WebM header")
    return Layout(
        body, info.start, info.end - DURATION_AREA, tracks.start, tracks.end, tracks.end + CUES_AREA
    )


def _padded(content: bytes, area: int) -> bytes:
    return content + void(area - len(content))


def _seek(name: bytes, position: int) -> bytes:
    place = element(Id.SEEK_POSITION, position.to_bytes(8, "big"))
    return element(Id.SEEK, element(Id.SEEK_ID, bytes(name)) + place)


def _cue(cue: CuePoint, body: int) -> bytes:
    position = uint(Id.CUE_TRACK, Track.VIDEO) + uint(Id.CUE_CLUSTER_POSITION, cue.offset - body)
    return element(Id.CUE_POINT, uint(Id.CUE_TIME, cue.at_ms) + element(Id.CUE_TRACK_POSITIONS, position))


def _cues(cues: Sequence[CuePoint], body: int) -> bytes:
    """Write the cues that fit the place kept for them, every second one left out until they do."""
    points = [_cue(cue, body) for cue in cues]
    while sum(map(len, points)) > CUES_AREA - CUES_SPARE:
        points = points[::2]
    return element(Id.CUES, b"".join(points))


def completed_header(header: bytes, index: Index) -> bytes:
    """Return a part's header, at the same length, with its size, SeekHead, Duration and Cues filled in.

    Raises:
        BadEbml: `header` is not the whole header of a part written here.
    """
    at = read_layout(header)
    if len(header) < at.clusters:
        raise BadEbml("header cut short")
    names = [(Id.INFO, at.info), (Id.TRACKS, at.tracks)]
    if index.cues:
        names.append((Id.CUES, at.cues))
    seek_head = element(Id.SEEK_HEAD, b"".join(_seek(name, place - at.body) for name, place in names))
    cues = _padded(_cues(index.cues, at.body), CUES_AREA) if index.cues else void(CUES_AREA)
    return (
        header[: at.body - WIDE]
        + encode_size(index.end - at.body, WIDE)
        + _padded(seek_head, SEEK_AREA)
        + header[at.info : at.duration]
        + float64(Id.DURATION, float(index.duration_ms))
        + header[at.tracks : at.cues]
        + cues
    )


def segment_bytes(header: bytes, clusters: bytes) -> bytes:
    """Make a WebM of its own from a part's header and the bytes of one segment's clusters.

    `header` is at least the part's first `header_size` bytes, complete or not: its length, duration and
    index are of the whole part and are left out here. Timestamps stay those of the part.

    Raises:
        BadEbml: `header` is no header of a part.
    """
    at = read_layout(header)
    return (
        header[: at.body - WIDE]
        + UNKNOWN_SIZE
        + void(SEEK_AREA)
        + header[at.info : at.duration]
        + void(DURATION_AREA)
        + header[at.tracks : at.cues]
        + clusters
    )


def _blocks(blocks: Sequence[Block], origin_ms: int) -> list[bytes]:
    """Return a head and the data of every block in turn."""
    pieces: list[bytes] = []
    for at_ms, track, keyframe, data in blocks:
        n = len(data) + BLOCK_HEAD
        number, time_ms, flags = 0x80 | track, at_ms - origin_ms, KEYFRAME_FLAG if keyframe else 0
        if n < SHORT_SIZE_LIMIT:
            pieces.append(_short_head(SIMPLE_BLOCK, SHORT_SIZE | n, number, time_ms, flags))
        else:
            pieces.append(Id.SIMPLE_BLOCK + encode_size(n, 4) + struct.pack(">BhB", number, time_ms, flags))
        pieces.append(data)
    return pieces


def encode_cluster(cluster: Cluster, *, spare: bytes = b"") -> bytes:
    """Write a cluster: checksum, time, the mark of a segment's beginning, blocks in the order of time.

    The mark is a Void holding the segment's number: players skip it, a repair reads it. `spare` is a Void
    that stands last, the place of a seal.

    Raises:
        struct.error: a block lies more than 32 s after the first.
    """
    mark = b""
    if cluster.begins_segment is not None:
        mark = element(Id.VOID, cluster.begins_segment.to_bytes(MARK_SIZE, "big"))
    origin = cluster.at_ms
    pieces = [uint(Id.TIMESTAMP, origin), mark, *_blocks(cluster.blocks, origin), spare]
    checksum, size = 0, CRC_SIZE
    for piece in pieces:  # piece by piece, so that the bytes are put together once
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
    head = Id.CLUSTER + encode_size(size, WIDE) + element(Id.CRC32, checksum.to_bytes(4, "little"))
    return b"".join((head, *pieces))


class WebmWriter:
    """Appends clusters to one file. Every method blocks on the disk: call them off the event loop."""

    def __init__(self, path: Path, part: PartFormat) -> None:
        """Create the file and write its header.

        Raises:
            FileExistsError: a part is written once.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._header = new_header(part)
        self._file = path.open("xb", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)  # a repair by another process leaves it alone
        self._end = 0
        self._cue_ms, self._cue_offsets = array("q"), array("q")  # hours of them: numbers, not objects
        self._append(self._header)

    @property
    def init_size(self) -> int:
        """The bytes that suffice in front of a run of clusters."""
        return read_layout(self._header).init_size

    @property
    def size(self) -> int:
        """The bytes written so far."""
        return self._end

    def _append(self, data: bytes) -> None:
        """Write in one call; a write cut short by a full disk leaves the file as it was."""
        written = os.pwrite(self._file.fileno(), data, self._end)
        if written != len(data):
            os.ftruncate(self._file.fileno(), self._end)
            raise OSError("the disk took only a part of a cluster")
        self._end += written

    def append(self, cluster: Cluster, encoded: bytes) -> int:
        """Write one encoded cluster through to the disk and return its offset.

        Raises:
            OSError: the disk did not take it.
        """
        offset = self.write(cluster, encoded)
        self.sync()
        return offset

    def sync(self) -> None:
        """Wait until the disk has what was written."""
        os.fdatasync(self._file.fileno())

    def write(self, cluster: Cluster, encoded: bytes) -> int:
        """Write one encoded cluster and return its offset; it is safe from a power cut after `sync`.

        Raises:
            OSError: the disk did not take it; the file is as it was.
        """
        offset = self._end
        self._append(encoded)
        if (at_ms := cluster.keyframe_ms) is not None:
            self._cue_ms.append(at_ms)
            self._cue_offsets.append(offset)
        return offset

    def complete(self, duration_ms: int) -> None:
        """Fill in the header's places and close the file.

        Raises:
            OSError: the disk refuses; a repair completes the file later.
        """
        cues = tuple(map(CuePoint, self._cue_ms, self._cue_offsets))
        header = completed_header(self._header, Index(duration_ms, self._end, cues))
        os.pwrite(self._file.fileno(), header, 0)
        os.fsync(self._file.fileno())
        self.close()

    def close(self) -> None:
        """Close the file as it is."""
        self._file.close()
