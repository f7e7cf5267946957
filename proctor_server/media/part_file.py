"""How a part's clusters get into its file: sealed, written and hashed by one thread, synced and closed by another."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol

from .sealing import SPARE, Seal
from .segment import BLOCK_MS, OpenSegment, SegmentClosed
from .webm import Cluster, PartFormat, WebmWriter, encode_cluster


class Told(Protocol):
    """Hears of a part's file from the threads; hands on what it hears and returns."""

    def opened(self) -> None:
        """The file exists."""
        ...

    def segment(self, segment: SegmentClosed) -> None:
        """A segment is on the disk."""
        ...

    def ended(self, error: Exception | None) -> None:
        """The part is complete; or what refused, and the file stays as it is."""
        ...


class PartFile:
    """One part's file. `write` and `end` are the writing thread's, `settle` is the syncing one's.

    Only the syncing thread closes it, and never during a write: the number of a closed file may be another's.
    """

    def __init__(self, path: Path, part: PartFormat, *, part_id: str, seal: Seal | None, told: Told) -> None:
        self.n_written = 0
        self.last_ms = 0
        self._path, self._part, self._part_id, self._seal, self._told = path, part, part_id, seal, told
        self._writer: WebmWriter | None = None
        self._segment: OpenSegment | None = None
        self._closed: SimpleQueue[SegmentClosed] = SimpleQueue()
        self._writing = threading.Lock()
        self._is_ending = self._is_over = False
        self._error: Exception | None = None

    @property
    def size(self) -> int:
        """The bytes written so far."""
        return 0 if self._writer is None else self._writer.size

    def write(self, cluster: Cluster) -> None:
        """Seal, write and hash one cluster; after an error nothing more."""
        with self._writing:
            if not self._is_over and self._error is None:
                try:
                    self._append(self._writer or self._open(), cluster)
                except Exception as error:  # its part's end, not the thread's
                    self._error = error

    def end(self) -> None:
        """Nothing more comes."""
        self._is_ending = True

    def settle(self) -> None:
        """Sync what is written and tell of the segments that are on the disk with it; complete what has ended."""
        if self._is_over:
            return
        is_ending = self._is_ending
        try:
            self._sync()
            if is_ending and self._error is None:
                self._complete()
        except Exception as error:  # its part's end, not the thread's
            self._error = error
        if is_ending or self._error is not None:
            self._close()

    def _sync(self) -> None:
        n_closed = self._closed.qsize()
        if self._writer is not None:
            self._writer.sync()
        for _ in range(n_closed):
            self._told.segment(self._closed.get())

    def _complete(self) -> None:
        if self._writer is not None:
            self._close_segment(self._writer, None)
            while not self._closed.empty():
                self._told.segment(self._closed.get())
            self._writer.complete(self.last_ms)

    def _close(self) -> None:
        with self._writing:
            self._is_over = True
            if self._writer is not None:
                self._writer.close()
        self._told.ended(self._error)

    def _open(self) -> WebmWriter:
        self._writer = WebmWriter(self._path, self._part)
        self._told.opened()
        return self._writer

    def _append(self, writer: WebmWriter, cluster: Cluster) -> None:
        if cluster.begins_segment is not None:
            self._close_segment(writer, cluster.at_ms)
            self._segment = OpenSegment(cluster.begins_segment, writer.size, cluster.at_ms)
        encoded = encode_cluster(cluster, spare=SPARE if self._seal else b"")
        if self._seal is not None:
            encoded = self._seal.close(encoded, writer.size)
        writer.write(cluster, encoded)
        if self._segment is not None:
            self._segment.add(cluster, encoded)
        self.n_written += 1
        self.last_ms = max(self.last_ms, cluster.blocks[-1].at_ms + BLOCK_MS)
        if cluster.ends_at_ms is not None:
            self._close_segment(writer, cluster.ends_at_ms)

    def _close_segment(self, writer: WebmWriter, ends_at_ms: int | None) -> None:
        if self._segment is not None:
            segment, self._segment = self._segment, None
            size = writer.init_size
            self._closed.put(segment.close(part_id=self._part_id, header_size=size, ends_at_ms=ends_at_ms))
