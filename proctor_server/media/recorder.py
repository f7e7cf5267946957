"""How a peer's encoded frames become a part on the disk.

Frames come in on the event loop and never wait; clusters go to a thread that writes each in one call, and
one that syncs it. Nothing is decoded and nothing is encoded.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import structlog

from .clusters import KEYFRAME_AGAIN_S, ClusterCutter
from .disk_threads import DiskThreads, disk_threads
from .part_file import PartFile
from .sealing import Seal
from .segment import SegmentClosed
from .timeline import Timeline
from .vp8 import frame_size
from .webm import Block, Cluster, PartFormat, Track

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
        disk: DiskThreads | None = None,
    ) -> None:
        """Prepare; the file appears with the first blocks.

        Args:
            tracks: what the peer offered to send.
            on_opened: called on the loop when the file exists, with the monotonic instant of time zero.
            on_segment: called on the loop for each segment that is on the disk.
            seal: encrypts each cluster before it is written; None writes them open.
            disk: what writes; None takes this process's.
        """
        self._part_id = part_id
        self._path = path
        self._tracks = frozenset(tracks)
        self._on_opened = on_opened
        self._on_segment = on_segment
        self._seal = seal
        self._timeline = Timeline(self._tracks)
        self._cutter = ClusterCutter()
        self._disk = disk or disk_threads()
        self._loop = asyncio.get_running_loop()
        self._done: asyncio.Future[None] = self._loop.create_future()
        self._file: PartFile | None = None
        self._n_put = 0
        self._ended = False
        self._frame_size: tuple[int, int] | None = None
        self._asked_at: float | None = None
        self._n_dropped = 0
        self._dropping = False

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
        if self._file is not None:
            self._disk.put(self._file, None)
        else:
            self.ended(None)

    @property
    def summary(self) -> PartSummary:
        """What is on the disk so far."""
        file = self._file
        if file is None:
            return PartSummary(0, 0, 0, self._n_dropped)
        return PartSummary(file.last_ms, file.size, file.n_written, self._n_dropped)

    async def run(self) -> None:
        """Wait for the end of the writing, which is when all is on the disk after `end`.

        Raises:
            OSError: the disk refuses; what it took before stays readable and can be repaired.
        """
        try:
            await asyncio.shield(self._done)
        finally:
            self._ended = True
            if not self._done.done() and self._file is not None:
                self._disk.put(self._file, None)

    # Told, from the threads

    def opened(self) -> None:
        """Hand on that the file exists."""
        self._hand_on(self._tell_opened)

    def segment(self, segment: SegmentClosed) -> None:
        """Hand on a segment that is on the disk."""
        self._hand_on(self._on_segment, segment)

    def ended(self, error: Exception | None) -> None:
        """Hand on the end."""
        self._hand_on(self._tell_ended, error)

    def _hand_on(self, call: Callable[..., None], *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is gone, and with it who would hear
            self._loop.call_soon_threadsafe(call, *arguments)

    def _tell_opened(self) -> None:
        self._on_opened(self._format, self._timeline.origin_at or 0.0)

    def _tell_ended(self, error: Exception | None) -> None:
        if self._done.done():
            return
        if error is None:
            self._done.set_result(None)
        else:
            self._done.set_exception(error)

    # Clusters

    def _pass(self, blocks: tuple[Block, ...], now: float) -> None:
        for block in blocks:
            self._put(self._cutter.push(block, now))

    def _put(self, clusters: tuple[Cluster, ...]) -> None:
        for cluster in clusters:
            file = self._file or self._new_file()
            full = self._n_put - file.n_written >= MAX_WAITING_CLUSTERS
            self._dropping = full or (self._dropping and cluster.begins_segment is None)
            if not self._dropping:
                self._n_put += 1
                self._disk.put(file, cluster)
                continue
            self._n_dropped += 1
            log.error("recording_cluster_dropped", part_id=self._part_id, n_dropped=self._n_dropped)

    def _new_file(self) -> PartFile:
        width, height = self._frame_size or USUAL_SIZE
        self._format = PartFormat(width, height, has_audio=Track.AUDIO in self._tracks)
        self._file = PartFile(self._path, self._format, part_id=self._part_id, seal=self._seal, told=self)
        return self._file
