"""Reading a file in a process of its own: bounded memory and time, progress on the way, an end when asked."""

import asyncio
import resource
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.sharedctypes import SynchronizedArray
from typing import Protocol

from item_bank.formats.importing import read_file
from item_bank.formats.report import FileReport

MAX_BYTES = 3 * 1024**3
MAX_CPU_S = 900
LOOK_EVERY_S = 0.25
N_READ, N_ALL, STOP = range(3)

_shared: "SynchronizedArray[int] | None" = None
Look = Callable[[int, int], Awaitable[bool]]
"""Is told how far the reading is; gives True to end it."""


class Reader(Protocol):
    """Reads a file somewhere; `read_apart` in a process of its own."""

    async def __call__(self, name: str, data: bytes, *, language: str, look: Look) -> FileReport: ...


class ReadingStopped(Exception):
    """Somebody ended the reading."""


class ReadingBroken(Exception):
    """The process died: the file asked for more memory or time than there is."""


async def read_apart(name: str, data: bytes, *, language: str, look: Look) -> FileReport:
    """Read a file's items.

    Raises:
        ReadingStopped: `look` asked for the end.
        ReadingBroken: the process did not survive the file.
    """
    context = get_context("spawn")
    shared = context.Array("q", [0, 0, 0])
    executor = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(shared,))
    reading = asyncio.get_running_loop().run_in_executor(executor, _read, name, data, language)
    try:
        while not reading.done():
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(reading), LOOK_EVERY_S)
            if await look(shared[N_READ], shared[N_ALL]):
                shared[STOP] = 1
        return await reading
    except BrokenProcessPool as error:
        raise ReadingBroken from error
    finally:
        shared[STOP] = 1
        executor.shutdown(wait=False, cancel_futures=True)


def _begin(shared: "SynchronizedArray[int]") -> None:
    global _shared
    _shared = shared
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))


def _read(name: str, data: bytes, language: str) -> FileReport:
    return read_file(name, data, language=language, progress=_tell)


def _tell(n_read: int, n_all: int) -> None:
    assert _shared is not None  # noqa: S101  `_begin` ran before
    _shared[N_READ], _shared[N_ALL] = n_read, n_all
    if _shared[STOP]:
        raise ReadingStopped
