"""SQLite's driver with a short way: what takes microseconds runs at once instead of in a thread beside the loop.

A statement's detour through the driver's thread costs several times what the statement takes, four detours a
statement. Where every statement of a transaction finds its rows by key, `brief` lets them run where they are; what
may wait, for the disk or for somebody else's lock, goes through the thread even so.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiosqlite

BEGIN_WRITING = "BEGIN IMMEDIATE"
CHUNK = 64

_brief: ContextVar[bool] = ContextVar("brief", default=False)


@contextmanager
def brief(on: bool) -> Iterator[None]:
    """Every statement of the transaction inside takes microseconds: it reads and writes single rows by key."""
    before = _brief.set(on)
    try:
        yield
    finally:
        _brief.reset(before)


class ShortWayConnection(aiosqlite.Connection):
    """The driver's connection, but for `brief` transactions. `_execute` is the seam, held by a test."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if _brief.get() and self._running and not _waits(fn, args):
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]


def connector(factory: type[sqlite3.Connection]) -> Callable[..., Awaitable[aiosqlite.Connection]]:
    """What SQLAlchemy opens connections by; as with the driver's own, its thread does not outlive the process."""

    def opened(file: str, **options: Any) -> ShortWayConnection:
        connect = partial(sqlite3.connect, file, factory=factory, **{**options, "check_same_thread": False})
        connection = ShortWayConnection(connect, CHUNK)
        connection._thread.daemon = True
        return connection

    return opened


def _waits(fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    return fn.__name__ == "commit" or args[:1] == (BEGIN_WRITING,)
