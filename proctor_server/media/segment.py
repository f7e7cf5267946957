"""What a segment is: the run of clusters that is analysed, indexed and shown by itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .webm import Cluster

BLOCK_MS = 60  # the time a segment's last block lasts: a microphone's packet, about a picture


@dataclass(frozen=True, slots=True)
class SegmentClosed:
    """A segment that is whole and on the disk.

    `offset` and `size` are bytes in the part's file; `t0_ms` and `t1_ms` count from the part's first
    block; `sha256` is the hex digest of those bytes; `header_size` is how much of the file's beginning
    makes them a WebM (`webm.segment_bytes`).
    """

    part_id: str
    no: int
    offset: int
    size: int
    t0_ms: int
    t1_ms: int
    sha256: str
    header_size: int


class OpenSegment:
    """Gathers a segment while its clusters are written."""

    def __init__(self, no: int, offset: int, t0_ms: int) -> None:
        self._no = no
        self._offset = offset
        self._size = 0
        self._t0_ms = t0_ms
        self.last_ms = t0_ms
        self._digest = hashlib.sha256()

    def add(self, cluster: Cluster, encoded: bytes) -> None:
        """Take the next cluster as it was written."""
        self._digest.update(encoded)
        self._size += len(encoded)
        self.last_ms = max(self.last_ms, cluster.blocks[-1].at_ms)

    def close(self, *, part_id: str, header_size: int, ends_at_ms: int | None = None) -> SegmentClosed:
        """Return the whole segment; it reaches at most to `ends_at_ms`, where the next one begins."""
        t1_ms = self.last_ms + BLOCK_MS
        if ends_at_ms is not None:
            t1_ms = max(self.last_ms, min(t1_ms, ends_at_ms))
        return SegmentClosed(
            part_id=part_id,
            no=self._no,
            offset=self._offset,
            size=self._size,
            t0_ms=self._t0_ms,
            t1_ms=t1_ms,
            sha256=self._digest.hexdigest(),
            header_size=header_size,
        )
