"""Brief transactions on SQLite by a short way: what takes microseconds runs at once, in the loop's own thread.

SQLAlchemy's asynchronous layer reaches SQLite through greenlets and a thread beside the loop, which cost several
times what a statement takes. Where every statement of a transaction finds its rows by key, SQLAlchemy's plain
connection runs them where they are; what may wait, for the disk or for somebody else's lock, goes through a thread.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proctor_server.db.engine import BEGIN_WRITING, open_short_reader, over


class ShortWayConnection(AsyncConnection):
    """For the stores a connection like any; its statements run at once."""

    async def execute(
        self, statement: Any, parameters: Any = None, *, execution_options: Any = None
    ) -> sa.CursorResult[Any]:
        return self._plain.execute(statement, parameters, execution_options=execution_options)

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Any = None
    ) -> sa.CursorResult[Any]:
        return self._plain.exec_driver_sql(statement, parameters, execution_options)

    @property
    def _plain(self) -> sa.Connection:
        assert self.sync_connection is not None  # noqa: S101  given when it was made
        return self.sync_connection


class ShortWay:
    """`thread` waits for disk and locks; `like` is the engine of everybody else."""

    def __init__(self, url: str, like: AsyncEngine, thread: Executor) -> None:
        self._like = like
        self._thread = thread
        self._reader = open_short_reader(url)
        self._over: tuple[sqlite3.Connection, sa.Engine] | None = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        with self._reader.connect() as connection:
            yield ShortWayConnection(self._like, connection)

    @asynccontextmanager
    async def write(self, raw: sqlite3.Connection) -> AsyncIterator[AsyncConnection]:
        """A transaction on the writing connection, which nobody else uses meanwhile."""
        with self._engine(raw).connect() as connection:  # first: SQLAlchemy looks around once, and rolls back
            try:
                await self.in_thread(raw.execute, BEGIN_WRITING)
                yield ShortWayConnection(self._like, connection)
                await self.in_thread(raw.commit)
            except BaseException:
                raw.rollback()
                raise

    async def in_thread(self, work: Callable[..., object], *arguments: Any) -> None:
        """Do it in the thread, to its end even if nobody wants to know any more: until then nothing is free."""
        working = asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        try:
            await asyncio.shield(working)
        finally:
            if not working.done():
                await asyncio.wait((working,))

    def close(self) -> None:
        self._reader.dispose()

    def _engine(self, raw: sqlite3.Connection) -> sa.Engine:
        if self._over is None or self._over[0] is not raw:
            self._over = (raw, over(raw))
        return self._over[1]
