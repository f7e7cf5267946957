"""Analysis in processes of its own: nothing heavy runs on the event loop, and a crash costs one call."""

import asyncio
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path
from typing import Any

from vision.errors import PoolClosed, WorkerDied
from vision.results import FrameCheck, SegmentAnalysis
from vision.signals import Signal

LIMIT_S = 30.0  # a segment of 4 s takes about .1 s; a worker that needs this long hangs
STARTING_S = 60.0  # and loading the nets may be slow on a busy machine


class VisionPool:
    """Worker processes that keep their detectors loaded between calls.

    A call whose worker dies, or hangs beyond `limit_s`, raises `WorkerDied`; the next call gets new workers.
    At most `2 * n_workers` calls are handed over at a time, the others wait for their turn.
    """

    def __init__(
        self, *, n_workers: int = 1, limit_s: float = LIMIT_S, object_model: Path | None = None
    ) -> None:
        self._object_model = object_model
        self._n_workers, self._limit_s = n_workers, limit_s
        self._turns = asyncio.Semaphore(2 * n_workers)
        self._executor: ProcessPoolExecutor | None = self._start()

    async def analyse(self, webm: bytes, *, t0_s: float) -> SegmentAnalysis:
        """`segment.analyse_segment` in a worker.

        Raises:
            WorkerDied, PoolClosed, ModelMissing
        """
        found: SegmentAnalysis = await self._run(
            "vision.segment", "analyse_segment", webm, t0_s=t0_s, object_model=self._object_model
        )
        return found

    async def still(self, webm: bytes, *, offset_s: float, width_px: int = 480) -> bytes:
        """`stills.still_at` in a worker.

        Raises:
            WorkerDied, PoolClosed, UnreadableMedia
        """
        still: bytes = await self._run(
            "vision.stills", "still_at", webm, offset_s=offset_s, width_px=width_px
        )
        return still

    async def check(self, jpeg: bytes) -> FrameCheck:
        """`frame_check.check_frame` in a worker.

        Raises:
            WorkerDied, PoolClosed, NotAPicture, ModelMissing
        """
        checked: FrameCheck = await self._run("vision.frame_check", "check_frame", jpeg)
        return checked

    async def refold(
        self, settings: Mapping[str, Any], records: Sequence[Any], baseline: Mapping[str, Any] | None
    ) -> tuple[Signal, ...]:
        """`what_if.refold` in a worker.

        Raises:
            WorkerDied, PoolClosed, BadSettings
        """
        found: tuple[Signal, ...] = await self._run("vision.what_if", "refold", settings, records, baseline)
        return found

    async def aclose(self) -> None:
        """Finish what runs, drop what waits, end the workers."""
        executor, self._executor = self._executor, None
        if executor is not None:
            await asyncio.to_thread(executor.shutdown, wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")  # the server has threads, a fork of it would be unsound
        return ProcessPoolExecutor(max_workers=self._n_workers, mp_context=spawn, initializer=_prepare)

    async def _run(self, module: str, function: str, *args: object, **kwargs: object) -> Any:
        """Run a function by its name: the nets and OpenCV are loaded in the worker, never in the server."""
        async with self._turns:
            executor = self._executor
            if executor is None:
                raise PoolClosed("the pool is closed")
            try:
                future = executor.submit(_guarded, self._limit_s, module, function, args, kwargs)
                waiting_s = STARTING_S + (2 * self._n_workers + 1) * self._limit_s
                return await asyncio.wait_for(asyncio.wrap_future(future), waiting_s)
            except (BrokenProcessPool, TimeoutError) as error:
                self._replace(executor)
                raise WorkerDied("the analysis process ended before its answer") from error

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._executor is not broken:
            return  # another call that died with it has replaced it already
        self._executor = self._start()
        broken.shutdown(wait=False, cancel_futures=True)


def _prepare() -> None:
    """In the worker: an interrupt is the server's to answer, and a killed server leaves no orphans."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _guarded(
    limit_s: float, module: str, function: str, args: tuple[object, ...], kwargs: dict[str, object]
) -> Any:
    """Run in the worker; a call that hangs in native code can only be ended with its process."""
    faulthandler.dump_traceback_later(limit_s, exit=True)
    try:
        return getattr(import_module(module), function)(*args, **kwargs)
    finally:
        faulthandler.cancel_dump_traceback_later()
