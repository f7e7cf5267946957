"""The short way of SQLite's driver: what runs at once, and what goes through a thread even so."""

import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from proctor_server.db.engine import open_reader, open_writer, sqlite_url
from proctor_server.db.sqlite_driver import brief

Ran = list[tuple[str, bool]]


@pytest.fixture
def ran() -> Ran:
    """Every statement of the writing connection, and whether it ran in the loop's own thread."""
    return []


@pytest.fixture
async def writer(tmp_path: Path, ran: Ran) -> AsyncIterator[AsyncEngine]:
    here = threading.get_ident()

    def opened(raw: sqlite3.Connection) -> None:
        raw.set_trace_callback(lambda sql: ran.append((sql, threading.get_ident() == here)))

    engine = open_writer(sqlite_url(tmp_path / "data.db"), opened)
    async with engine.begin() as connection:
        await connection.execute(sa.text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
    ran.clear()
    yield engine
    await engine.dispose()


async def test_brief_statements_run_at_once_and_what_may_wait_in_a_thread(
    writer: AsyncEngine, ran: Ran
) -> None:
    with brief(True):
        async with writer.begin() as connection:
            await connection.execute(sa.text("INSERT INTO numbers VALUES (1)"))
            assert await connection.scalar(sa.text("SELECT n FROM numbers")) == 1
    assert ran == [
        ("BEGIN IMMEDIATE", False),
        ("INSERT INTO numbers VALUES (1)", True),
        ("SELECT n FROM numbers", True),
        ("COMMIT", False),
    ]


async def test_others_run_in_the_thread(writer: AsyncEngine, ran: Ran) -> None:
    with brief(True), brief(False):
        async with writer.begin() as connection:
            await connection.execute(sa.text("INSERT INTO numbers VALUES (1)"))
    assert [at_once for _, at_once in ran] == [False, False, False]


async def test_a_brief_transaction_that_fails_leaves_nothing(writer: AsyncEngine, ran: Ran) -> None:
    async def fail() -> None:
        async with writer.begin() as connection:
            await connection.execute(sa.text("INSERT INTO numbers VALUES (1)"))
            raise ZeroDivisionError

    with brief(True), pytest.raises(ZeroDivisionError):
        await fail()
    assert ran[-1] == ("ROLLBACK", True)
    async with writer.begin() as connection:
        assert await connection.scalar(sa.text("SELECT count(*) FROM numbers")) == 0


async def test_readers_take_the_short_way_too(writer: AsyncEngine, tmp_path: Path) -> None:
    reader = open_reader(sqlite_url(tmp_path / "data.db"), writer)
    with brief(True):
        async with reader.begin() as connection:
            assert await connection.scalar(sa.text("SELECT count(*) FROM numbers")) == 0
            with pytest.raises(sa.exc.OperationalError, match="readonly"):
                await connection.execute(sa.text("INSERT INTO numbers VALUES (1)"))
    await reader.dispose()
