"""What a page recorded by itself: a MediaRecorder's WebM read back into blocks, whatever a hostile page sends.

A span is the recorder's header and a run of its chunks, which are cut anywhere. So reading begins at the
first cluster that is whole enough to be one, and ends where the bytes stop making sense.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .clusters import ClusterCutter
from .ebml import Element, Id, child, children, read_element, read_uint
from .errors import BadEbml, BadRecording
from .recovery import Repaired, repair
from .sealing import SPARE, Seal
from .vp8 import frame_size, is_keyframe
from .webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster

BLOCK_GROUP = b"\xa0"
BLOCK = b"\xa1"
LACING = 0x06
CODEC_TRACK = {b"V_VP8": Track.VIDEO, b"A_OPUS": Track.AUDIO}
MAX_BLOCKS = 40_000
MAX_TRACKS = 8
MAX_SPAN_MS = 10 * 60 * 1000
MAX_SIDE_PX = 4_096
MAX_TIMESTAMP_SIZE = 8
BLOCK_HEAD = 4  # track number, time, flags


@dataclass(frozen=True, slots=True)
class PageRecording:
    """Blocks in the order of time; `at_ms` counts from the recorder's start."""

    blocks: tuple[Block, ...]

    @property
    def format(self) -> PartFormat:
        """What a part of these blocks holds."""
        sizes = (frame_size(block.data) for block in self.blocks if block.track is Track.VIDEO)
        width, height = next(size for size in sizes if size is not None)
        return PartFormat(width, height, any(block.track is Track.AUDIO for block in self.blocks))


def read_page_recording(data: bytes) -> PageRecording:
    """Read a recorder's header and a run of its chunks. The work is linear in the bytes.

    Raises:
        BadRecording: there is no picture in it that can be decoded, or it is no such WebM.
    """
    try:
        body, tracks = _read_head(data)
    except BadEbml as error:
        raise BadRecording("no header of a recorder") from error
    blocks = sorted(_read_blocks(data, body, tracks), key=lambda block: (block.at_ms, block.track))
    if len(blocks) > MAX_BLOCKS or (blocks and blocks[-1].at_ms - blocks[0].at_ms > MAX_SPAN_MS):
        raise BadRecording("longer than a span may be")
    return PageRecording(_decodable(blocks))


def cut_out(recording: PageRecording, t0_ms: int, t1_ms: int) -> PageRecording:
    """Keep `[t0_ms, t1_ms)` of the recorder's time, and before it what the first picture needs.

    Raises:
        BadRecording: nothing of it lies there.
    """
    before = [block for block in recording.blocks if block.at_ms < t1_ms]
    keys = [block.at_ms for block in before if block.track is Track.VIDEO and block.keyframe]
    begin = max((at_ms for at_ms in keys if at_ms <= t0_ms), default=None)
    if begin is None:
        begin = keys[0] if keys else t1_ms
    kept = tuple(block for block in before if block.at_ms >= begin)
    if not any(block.at_ms >= t0_ms for block in kept):
        raise BadRecording("nothing of the span that lacks")
    return PageRecording(kept)


def write_page_part(file: Path, recording: PageRecording, seal: Seal | None) -> Repaired:
    """Write the blocks as a part, not one of them encoded anew. It blocks on the disk.

    The part's time zero is the first block.

    Raises:
        FileExistsError: somebody writes it already.
        OSError: the disk refuses.
    """
    writer = WebmWriter(file, recording.format)
    try:
        for cluster in _clusters(recording.blocks):
            encoded = encode_cluster(cluster, spare=SPARE if seal else b"")
            writer.append(cluster, seal.close(encoded, writer.size) if seal else encoded)
    finally:
        writer.close()
    return repair(file, seal)


def _clusters(blocks: Sequence[Block]) -> Iterator[Cluster]:
    cutter, origin = ClusterCutter(), blocks[0].at_ms
    for block in blocks:
        moved = block._replace(at_ms=block.at_ms - origin)
        yield from cutter.push(moved, moved.at_ms / 1000)
    yield from cutter.flush()


def _read_head(data: bytes) -> tuple[int, dict[int, Track]]:
    """Where the clusters' stretch begins, and which track number is what."""
    head = read_element(data, 0)
    if head.id != Id.EBML or data[head.end : head.end + 4] != Id.SEGMENT:
        raise BadEbml("no WebM")
    at = read_element(data, head.end).payload
    while (found := read_element(data, at)).id != Id.TRACKS:
        if found.id == Id.CLUSTER:
            raise BadEbml("no tracks")
        at = found.end
    entries = [one for one in children(data, found.payload, found.end) if one.id == Id.TRACK_ENTRY]
    if len(entries) > MAX_TRACKS:
        raise BadEbml("too many tracks")
    return found.end, dict(known for one in entries if (known := _read_track(data, one)) is not None)


def _read_track(data: bytes, entry: Element) -> tuple[int, Track] | None:
    inside = {one.id: one for one in children(data, entry.payload, entry.end)}
    number, codec = inside.get(Id.TRACK_NUMBER), inside.get(Id.CODEC_ID)
    if number is None or codec is None:
        return None
    track = CODEC_TRACK.get(data[codec.payload : codec.end])
    return None if track is None else (read_uint(data, number), track)


def _read_blocks(data: bytes, at: int, tracks: Mapping[int, Track]) -> Iterator[Block]:
    """Read cluster after cluster; from bytes that are none, go on to the next that is one."""
    n_blocks = 0
    while (start := data.find(Id.CLUSTER, at)) >= 0:
        at = start + len(Id.CLUSTER)
        try:
            origin_ms, at = _open_cluster(data, start)
        except BadEbml:
            continue
        while (found := _next(data, at)) is not None and found.id != Id.CLUSTER:
            at = found.end
            if (block := _read_block(data, found, tracks, origin_ms)) is not None:
                n_blocks += 1
                if n_blocks > MAX_BLOCKS:
                    raise BadRecording("longer than a span may be")
                yield block


def _open_cluster(data: bytes, start: int) -> tuple[int, int]:
    """A cluster's own time, and where its blocks begin."""
    timestamp = read_element(data, read_element(data, start).payload)
    if timestamp.id != Id.TIMESTAMP or timestamp.end - timestamp.payload > MAX_TIMESTAMP_SIZE:
        raise BadEbml("no cluster")
    return read_uint(data, timestamp), timestamp.end


def _next(data: bytes, at: int) -> Element | None:
    try:
        found = read_element(data, at)
    except BadEbml:
        return None
    return found if found.id in (Id.SIMPLE_BLOCK, BLOCK_GROUP, Id.CLUSTER) else None


def _read_block(data: bytes, found: Element, tracks: Mapping[int, Track], origin_ms: int) -> Block | None:
    """A block of a track that is kept; None for any other, and for one that is cut short or laced."""
    if found.id == BLOCK_GROUP:
        try:
            found = child(data, found, BLOCK)
        except BadEbml:
            return None
    if found.end - found.payload <= BLOCK_HEAD:
        return None
    number, step, flags = struct.unpack_from(">BhB", data, found.payload)
    track = tracks.get(number & 0x7F)
    if track is None or not number & 0x80 or flags & LACING:
        return None
    frame = data[found.payload + BLOCK_HEAD : found.end]
    return Block(origin_ms + step, track, track is Track.AUDIO or is_keyframe(frame), frame)


def _decodable(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks from the first picture on that can be decoded by itself.

    Raises:
        BadRecording: there is none.
    """
    first = next((block for block in blocks if block.track is Track.VIDEO and _starts(block.data)), None)
    if first is None:
        raise BadRecording("no picture that can be decoded")
    return tuple(block for block in blocks if block.at_ms >= first.at_ms)


def _starts(frame: bytes) -> bool:
    size = frame_size(frame)
    return size is not None and all(0 < side <= MAX_SIDE_PX for side in size)
