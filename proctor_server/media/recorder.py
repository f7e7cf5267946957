"""How a peer's encoded frames become a part on the disk.

Frames come in on the event loop and never wait; clusters go through a bounded queue to a thread that
writes each in one call and syncs it. Nothing is decoded and nothing is encoded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import structlog

from .clusters import KEYFRAME_AGAIN_S, ClusterCutter
from .sealing import SPARE, Seal
from .segment import BLOCK_MS, OpenSegment, SegmentClosed
from .timeline import Timeline
from .vp8 import frame_size
from .webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster

log = structlog.get_logger()

MAX_WAITING_CLUSTERS = (
    120  # two minutes of a disk that does not answer; up to a segment's end they are dropped then
)
USUAL_SIZE = (640, 480)  # declared when sound comes long before the first picture


@dataclass(frozen=True, slots=True)
class PartSummary:
    """What a part holds once it is closed; all zero when no frame ever came."""

    duration_ms: int
    size: int
    n_clusters: int
    n_dropped_clusters: int


class PartRecorder:
    """Records one part. `run` must be running while frames come in; `end` makes it return."""

    def __init__(
        self,
        *,
        part_id: str,
        path: Path,
        tracks: Collection[Track],
        on_opened: Callable[[PartFormat, float], None],
        on_segment: Callable[[SegmentClosed], None],
        seal: Seal | None = None,
    ) -> None:
        """Prepare; the file appears with the first blocks.

        Args:
            tracks: what the peer offered to send.
            on_opened: called on the loop when the file exists, with the monotonic instant of time zero.
            on_segment: called on the loop for each segment that is on the disk.
            seal: encrypts each cluster before it is written; None writes them open.
        """
        self._part_id = part_id
        self._path = path
        self._tracks = frozenset(tracks)
        self._on_opened = on_opened
        self._on_segment = on_segment
        self._seal = seal
        self._timeline = Timeline(self._tracks)
        self._cutter = ClusterCutter()
        self._queue: asyncio.Queue[Cluster | None] = asyncio.Queue(MAX_WAITING_CLUSTERS + 1)
        self._ended = False
        self._frame_size: tuple[int, int] | None = None
        self._asked_at: float | None = None
        self._n_clusters = 0
        self._n_dropped = 0
        self._dropping = False
        self._last_ms = 0
        self._writer: WebmWriter | None = None
        self._segment: OpenSegment | None = None

    @property
    def frame_size(self) -> tuple[int, int] | None:
        """Width and height in pixels of the newest keyframe."""
        return self._frame_size

    def frame(self, track: Track, timestamp: int, data: bytes, *, keyframe: bool, now: float) -> None:
        """Take an encoded frame with its RTP timestamp. Pictures before the first keyframe are left out."""
        if self._ended:
            return
        if track is Track.VIDEO:
            if keyframe:
                self._frame_size = frame_size(data) or self._frame_size
            if self._frame_size is None:
                return
        self._pass(self._timeline.frame(track, timestamp, data, keyframe=keyframe, now=now), now)

    def report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        """Take a sender report, see `Timeline.report`."""
        self._timeline.report(track, ntp_timestamp, timestamp)

    def poll(self, now: float) -> None:
        """Let time pass: call some times a second."""
        if not self._ended:
            self._pass(self._timeline.poll(now), now)
            self._put(self._cutter.poll(now))

    def keyframe_due(self, now: float) -> bool:
        """Tell whether to ask the sender for a keyframe now."""
        if self._frame_size is not None:
            return self._cutter.keyframe_due(now)
        if self._asked_at is not None and now - self._asked_at < KEYFRAME_AGAIN_S:
            return False
        self._asked_at = now
        return True

    def end(self, now: float) -> None:
        """Take no more frames; `run` writes what is left, completes the file and returns."""
        if self._ended:
            return
        self._pass(self._timeline.release(), now)
        self._put(self._cutter.flush())
        self._ended = True
        self._queue.put_nowait(None)

    @property
    def summary(self) -> PartSummary:
        """What is on the disk so far."""
        size = 0 if self._writer is None else self._writer.size
        return PartSummary(self._last_ms, size, self._n_clusters, self._n_dropped)

    async def run(self) -> None:
        """Write until `end`.

        Raises:
            OSError: the disk refuses; what it took before stays readable and can be repaired.
        """
        try:
            while (cluster := await self._queue.get()) is not None:
                await self._write(cluster)
            if self._writer is not None:
                self._close_segment(None)
                await asyncio.to_thread(self._writer.complete, self._last_ms)
        finally:
            if self._writer is not None:
                self._writer.close()

    def _pass(self, blocks: tuple[Block, ...], now: float) -> None:
        for block in blocks:
            self._put(self._cutter.push(block, now))

    def _put(self, clusters: tuple[Cluster, ...]) -> None:
        for cluster in clusters:
            full = self._queue.qsize() >= MAX_WAITING_CLUSTERS
            self._dropping = full or (self._dropping and cluster.begins_segment is None)
            if not self._dropping:
                self._queue.put_nowait(cluster)
                continue
            self._n_dropped += 1
            log.error("recording_cluster_dropped", part_id=self._part_id, n_dropped=self._n_dropped)

    async def _write(self, cluster: Cluster) -> None:
        if self._writer is None:
            self._writer = await self._open()
        if cluster.begins_segment is not None:
            self._close_segment(cluster.at_ms)
            self._segment = OpenSegment(cluster.begins_segment, self._writer.size, cluster.at_ms)
        encoded = encode_cluster(cluster, spare=SPARE if self._seal else b"")
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._append, self._writer, cluster, encoded)
        self._n_clusters += 1
        self._last_ms = max(self._last_ms, cluster.blocks[-1].at_ms + BLOCK_MS)
        if cluster.ends_at_ms is not None:
            self._close_segment(cluster.ends_at_ms)

    async def _open(self) -> WebmWriter:
        width, height = self._frame_size or USUAL_SIZE
        part = PartFormat(width, height, has_audio=Track.AUDIO in self._tracks)
        writer = await asyncio.to_thread(WebmWriter, self._path, part)
        self._on_opened(part, self._timeline.origin_at or 0.0)
        return writer

    def _append(self, writer: WebmWriter, cluster: Cluster, encoded: bytes) -> None:
        """Seal, write, sync and hash one cluster: the part that runs in a thread."""
        if self._seal is not None:
            encoded = self._seal.close(encoded, writer.size)
        writer.append(cluster, encoded)
        if self._segment is not None:
            self._segment.add(cluster, encoded)

    def _close_segment(self, ends_at_ms: int | None) -> None:
        if self._segment is None or self._writer is None:
            return
        segment, self._segment = self._segment, None
        header_size = self._writer.init_size
        self._on_segment(segment.close(part_id=self._part_id, header_size=header_size, ends_at_ms=ends_at_ms))
