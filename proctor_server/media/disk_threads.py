"""Who writes and who syncs: two threads for all parts of this process.

A sync takes as long as the disk likes. It holds up neither the event loop nor the next write: what is
written survives a killed process at once, a power cut from its sync on. When the disk is slow, of one file
only the newest sync is made.
"""

from __future__ import annotations

import contextlib
import threading
from functools import cache
from queue import Empty, SimpleQueue

from .part_file import PartFile
from .webm import Cluster


class DiskThreads:
    """What is put first is written first."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[PartFile, Cluster | None]] = SimpleQueue()
        self._written: SimpleQueue[PartFile] = SimpleQueue()
        for name, work in (("part writer", self._write), ("part syncer", self._sync)):
            threading.Thread(target=work, name=name, daemon=True).start()

    def put(self, file: PartFile, cluster: Cluster | None) -> None:
        """Write a cluster; None ends the file."""
        self._jobs.put((file, cluster))

    def _write(self) -> None:
        while True:
            self._write_one()

    def _write_one(self) -> None:
        """Write what is next. A function of its own: a thread that waits must hold no part that has ended."""
        file, cluster = self._jobs.get()
        if cluster is None:
            file.end()
        else:
            file.write(cluster)
        self._written.put(file)

    def _sync(self) -> None:
        while True:
            self._settle_all()

    def _settle_all(self) -> None:
        files = {self._written.get(): None}
        with contextlib.suppress(Empty):
            while True:
                files[self._written.get_nowait()] = None
        for file in files:
            file.settle()


@cache
def disk_threads() -> DiskThreads:
    """This process's."""
    return DiskThreads()
