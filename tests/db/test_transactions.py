"""How SQLite is opened and written: settings that hold, one writer, readers that only read, nothing lost."""

import asyncio
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from proctor_server.db.answer_groups import GroupFacts, GroupWrites
from proctor_server.db.database import Database
from proctor_server.db.engine import BUSY_TIMEOUT_MS, sqlite_url
from tests.support.stepped_clock import SteppedClock

FULL = 2


async def pragma(database: Database, name: str) -> object:
    async with database.writer.connect() as connection:
        return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()


async def test_the_writer_is_set_to_survive_a_power_cut(database: Database) -> None:
    """Measured: with synchronous=NORMAL a power cut loses acknowledged commits, with FULL none."""
    assert await pragma(database, "journal_mode") == "wal"
    assert await pragma(database, "synchronous") == FULL
    assert await pragma(database, "foreign_keys") == 1
    assert await pragma(database, "busy_timeout") == BUSY_TIMEOUT_MS


async def test_a_reader_cannot_write(database: Database, clock: SteppedClock) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        async with database.read() as tx:
            await tx.journal.record(action="x", subject="y", actor_id=None, now=clock.now())


async def test_a_reader_sees_what_was_committed_and_not_what_is_under_way(
    database: Database, clock: SteppedClock
) -> None:
    async with database.write() as tx:
        await tx.journal.wake("attempt", "a", now=clock.now())
        async with database.read() as reader:
            assert await reader.journal.unsent(10) == []
    async with database.read() as reader:
        assert [one.subject for one in await reader.journal.unsent(10)] == ["a"]


async def test_what_fails_leaves_nothing_and_wakes_nobody(database: Database, clock: SteppedClock) -> None:
    commits = 0

    def committed() -> None:
        nonlocal commits
        commits += 1

    database.on_commit = committed

    async def fail() -> None:
        async with database.write() as tx:
            await tx.journal.record(action="x", subject="y", actor_id=None, now=clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert commits == 0
    async with database.read() as reader:
        assert not [line for line in await reader.journal.latest(50) if line.action == "x"]
    async with database.write() as tx:
        await tx.journal.wake("attempt", "a", now=clock.now())
    assert commits == 1


async def test_rows_that_refer_to_nothing_are_refused(database: Database, clock: SteppedClock) -> None:
    now = clock.now()
    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await tx.accounts.open_sign_in(
                token_digest="d", account_id="nobody", csrf_token="c", now=now, expires_at=now + timedelta(1)
            )


async def test_read_modify_writes_at_once_lose_nothing(
    database: Database, data_folder: Path, clock: SteppedClock
) -> None:
    """Two connections that write, as two processes would: each entry follows the last one."""
    second = Database(sqlite_url(data_folder / "synaq.sqlite"))
    async with database.read() as tx:
        n_before = len(await tx.journal.latest(1000))

    async def append(where: Database, n: int) -> None:
        async with where.write() as tx:
            await tx.journal.record(action="counted", subject=str(n), actor_id=None, now=clock.now())

    try:
        await asyncio.gather(*(append((database, second)[n % 2], n) for n in range(40)))
    finally:
        await second.aclose()
    async with database.read() as tx:
        lines = await tx.journal.latest(1000)
        assert await tx.journal.verify() is None
    assert len(lines) - n_before == 40
    assert {line.subject for line in lines if line.action == "counted"} == {str(n) for n in range(40)}


async def test_the_outbox_gives_each_wake_up_once_in_its_order(
    database: Database, clock: SteppedClock
) -> None:
    async with database.write() as tx:
        for n in range(250):
            await tx.journal.wake("segment", str(n), now=clock.now())
    found: list[str] = []
    while wake_ups := await database.drain_outbox():
        assert len(wake_ups) <= 100
        found += [one.subject for one in wake_ups]
    assert found == [str(n) for n in range(250)]
    assert await database.drain_outbox() == []


async def test_nobody_writes_into_a_group_whose_waiter_has_gone(
    database: Database, clock: SteppedClock
) -> None:
    deciding, may_go_on = threading.Event(), threading.Event()

    def decide(facts: GroupFacts) -> GroupWrites:
        deciding.set()
        may_go_on.wait(10)
        return GroupWrites()

    async def append() -> None:
        async with database.write() as tx:
            await tx.journal.record(action="counted", subject="a", actor_id=None, now=clock.now())

    group = asyncio.create_task(database.in_group([], decide))
    await asyncio.to_thread(deciding.wait, 10)
    group.cancel()
    other = asyncio.create_task(append())
    await asyncio.wait((group, other), timeout=0.2)
    assert not group.done()
    assert not other.done()
    may_go_on.set()
    await other
    assert group.cancelled()
