"""How a part whose recorder died is made whole: the torn tail cut off, the index written.

Works on any part, complete or not, and changes nothing the second time. It blocks on the disk and reads
the whole file: call it off the event loop.
"""

from __future__ import annotations

import fcntl
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .ebml import Element, Id, children, read_element, read_uint
from .errors import BadEbml, BadSeal, NothingRecorded, PartBusy
from .sealing import CLUSTER_HEAD, Seal, cluster_size
from .segment import OpenSegment, SegmentClosed
from .webm import (
    CRC_SIZE,
    CUES_AREA,
    KEYFRAME_FLAG,
    MARK_SIZE,
    Block,
    Cluster,
    CuePoint,
    Index,
    Layout,
    Track,
    completed_header,
    read_layout,
)

INIT_MAX = 4_096  # more than the header without its Cues


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a part holds: its length, clusters and segments, and how much of its tail was torn."""

    duration_ms: int
    n_clusters: int
    trimmed_bytes: int
    size: int
    width: int
    height: int
    segments: tuple[SegmentClosed, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    offset: int
    encoded: bytes
    cluster: Cluster


def repair(path: Path, seal: Seal | None = None) -> Repaired:
    """Cut off what is not a whole cluster, write the index, and tell what is there.

    Args:
        seal: opens the clusters of a sealed part; the last one counts as torn if it does not open.

    Raises:
        NothingRecorded: the file holds no whole header of a part.
        BadSeal: a cluster that is not the last does not open, as with a wrong key; nothing is changed.
        PartBusy: a process is writing it.
        OSError: the disk refuses.
    """
    with path.open("r+b", buffering=0) as file:
        descriptor = file.fileno()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PartBusy from error
        size = os.fstat(descriptor).st_size
        header, at = _read_header(descriptor)
        found = list(_read_clusters(descriptor, at.clusters, size, seal))
        end = found[-1].offset + len(found[-1].encoded) if found else at.clusters
        segments = _segments(found, part_id=path.stem, header_size=at.init_size)
        duration_ms = max((segment.t1_ms for segment in segments), default=0)
        index = Index(duration_ms, end, _cues(found))
        os.ftruncate(descriptor, end)
        os.pwrite(descriptor, completed_header(header, index), 0)
        os.fsync(descriptor)
    width, height = _picture_size(header, at)
    return Repaired(duration_ms, len(found), size - end, end, width, height, segments)


def _read_header(descriptor: int) -> tuple[bytes, Layout]:
    header = os.pread(descriptor, INIT_MAX + CUES_AREA, 0)
    try:
        at = read_layout(header)
    except BadEbml as error:
        raise NothingRecorded from error
    if len(header) < at.clusters:
        raise NothingRecorded
    return header[: at.clusters], at


def _picture_size(header: bytes, at: Layout) -> tuple[int, int]:
    sizes = [
        read_uint(header, side)
        for entry in children(header, read_element(header, at.tracks).payload, at.cues)
        for video in children(header, entry.payload, entry.end)
        if video.id == Id.VIDEO
        for side in children(header, video.payload, video.end)
    ]
    return sizes[0], sizes[1]


def _read_clusters(descriptor: int, offset: int, size: int, seal: Seal | None) -> Iterator[_Found]:
    while (n := cluster_size(os.pread(descriptor, CLUSTER_HEAD, offset))) is not None:
        if offset + n > size:
            return
        stored = os.pread(descriptor, n, offset)
        try:
            yield _Found(offset, stored, read_cluster(seal.open(stored, offset) if seal else stored))
        except BadSeal:
            if offset + n < size:
                raise  # each cluster is synced before the next: only the last can be torn
            return
        except BadEbml:
            return
        offset += n


def read_cluster(encoded: bytes) -> Cluster:
    """Read a whole cluster back.

    Raises:
        BadEbml: its checksum or its structure is wrong.
    """
    parent = read_element(encoded, 0)
    body = parent.payload + CRC_SIZE
    if encoded[body - 4 : body] != zlib.crc32(encoded[body : parent.end]).to_bytes(4, "little"):
        raise BadEbml("checksum")
    parts = list(children(encoded, body, parent.end))
    origin = next((read_uint(encoded, part) for part in parts if part.id == Id.TIMESTAMP), 0)
    mark = next((read_uint(encoded, part) for part in parts if _is_mark(part)), None)
    blocks = tuple(_read_block(encoded, part, origin) for part in parts if part.id == Id.SIMPLE_BLOCK)
    if not blocks:
        raise BadEbml("no blocks")
    return Cluster(blocks, mark)


def _is_mark(part: Element) -> bool:
    return part.id == Id.VOID and part.end - part.payload == MARK_SIZE


def _read_block(encoded: bytes, part: Element, origin_ms: int) -> Block:
    track, step, flags = struct.unpack_from(">BhB", encoded, part.payload)
    data = encoded[part.payload + 4 : part.end]
    return Block(origin_ms + step, Track(track & 0x7F), bool(flags & KEYFRAME_FLAG), data)


def _cues(found: list[_Found]) -> tuple[CuePoint, ...]:
    keyed = ((one.cluster.keyframe_ms, one.offset) for one in found)
    return tuple(CuePoint(at_ms, offset) for at_ms, offset in keyed if at_ms is not None)


def _segments(found: list[_Found], *, part_id: str, header_size: int) -> tuple[SegmentClosed, ...]:
    done: list[SegmentClosed] = []
    current: OpenSegment | None = None
    for one in found:
        number = one.cluster.begins_segment
        if number is not None or current is None:
            if current is not None:
                ends_at_ms = one.cluster.at_ms
                done.append(current.close(part_id=part_id, header_size=header_size, ends_at_ms=ends_at_ms))
            current = OpenSegment(number or 0, one.offset, one.cluster.at_ms)
        current.add(one.cluster, one.encoded)
    if current is not None:
        done.append(current.close(part_id=part_id, header_size=header_size))
    return tuple(done)
