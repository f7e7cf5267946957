"""The short way to SQLite: what runs at once, what goes through a thread, and that a transaction stays one."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proctor_server.db.engine import open_writer, sqlite_url
from proctor_server.db.sqlite_short_way import ShortWay

ADD = sa.text("INSERT INTO numbers VALUES (:n)")
COUNT = sa.text("SELECT count(*) FROM numbers")


class Numbers:
    """A table of numbers; `ran` holds every statement of the writing connection, and whether in the loop's thread."""

    def __init__(self, file: Path) -> None:
        self.ran: list[tuple[str, bool]] = []
        self._raw: list[sqlite3.Connection] = []
        self._here = threading.get_ident()
        self.writer: AsyncEngine = open_writer(sqlite_url(file), self._opened)
        self.thread = ThreadPoolExecutor(1)
        self.short = ShortWay(sqlite_url(file), self.writer, self.thread)

    @property
    def raw(self) -> sqlite3.Connection:
        return self._raw[-1]

    def _opened(self, raw: sqlite3.Connection) -> None:
        raw.set_trace_callback(lambda sql: self.ran.append((sql, threading.get_ident() == self._here)))
        self._raw.append(raw)

    async def count(self) -> int:
        async with self.short.read() as connection:
            return int(await connection.scalar(COUNT) or 0)


@pytest.fixture
async def numbers(tmp_path: Path) -> AsyncIterator[Numbers]:
    numbers = Numbers(tmp_path / "data.db")
    async with numbers.writer.begin() as connection:
        await connection.execute(sa.text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
    numbers.ran.clear()
    yield numbers
    numbers.short.close()
    await numbers.writer.dispose()


async def test_statements_run_at_once_and_what_may_wait_in_a_thread(numbers: Numbers) -> None:
    for n in (1, 2):
        async with numbers.short.write(numbers.raw) as connection:
            await connection.execute(ADD, {"n": n})
            assert await connection.scalar(COUNT) == n
    inside = [("INSERT INTO numbers VALUES ({n})", True), ("SELECT count(*) FROM numbers", True)]
    of_both = [
        [("BEGIN IMMEDIATE", False), *((sql.format(n=n), here) for sql, here in inside), ("COMMIT", False)]
        for n in (1, 2)
    ]
    assert numbers.ran[-4:] == of_both[1]
    assert numbers.ran[-8:-4] == of_both[0]
    assert await numbers.count() == 2


async def test_the_first_that_fails_leaves_nothing_and_so_does_the_next(numbers: Numbers) -> None:
    async def fail() -> None:
        async with numbers.short.write(numbers.raw) as connection:
            await connection.execute(ADD, {"n": 1})
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await fail()
        assert await numbers.count() == 0
        assert not numbers.raw.in_transaction


async def test_a_savepoint_undoes_its_part_alone(numbers: Numbers) -> None:
    async def fail(connection: AsyncConnection) -> None:
        async with connection.begin_nested():
            await connection.execute(ADD, {"n": 2})
            await connection.execute(ADD, {"n": 1})

    async with numbers.short.write(numbers.raw) as connection:
        await connection.execute(ADD, {"n": 1})
        with pytest.raises(sa.exc.IntegrityError):
            await fail(connection)
    assert await numbers.count() == 1


async def test_who_goes_while_the_disk_is_waited_for_leaves_the_connection_free(numbers: Numbers) -> None:
    """The commit comes to its end; whoever writes next does not meet it."""
    disk = threading.Event()

    async def adds() -> None:
        async with numbers.short.write(numbers.raw) as connection:
            await connection.execute(ADD, {"n": 1})
            numbers.thread.submit(disk.wait)

    going = asyncio.create_task(adds())
    while not any(sql.startswith("INSERT") for sql, _ in numbers.ran):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(0)
    going.cancel()
    await asyncio.sleep(0)
    assert not going.done()
    disk.set()
    with pytest.raises(asyncio.CancelledError):
        await going
    async with numbers.short.write(numbers.raw) as connection:
        await connection.execute(ADD, {"n": 2})
    assert await numbers.count() == 2


async def test_a_reader_sees_one_moment_and_writes_nothing(numbers: Numbers) -> None:
    async with numbers.short.read() as reading:
        assert await reading.scalar(COUNT) == 0
        async with numbers.short.write(numbers.raw) as writing:
            await writing.execute(ADD, {"n": 1})
        assert await reading.scalar(COUNT) == 0
        with pytest.raises(sa.exc.OperationalError, match="readonly"):
            await reading.execute(ADD, {"n": 2})
    assert await numbers.count() == 1
