"""Works that commit together: each told after the commit, each undone alone, all of them on a failed commit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proctor_server.db.engine import open_writer, sqlite_url
from proctor_server.db.joint_writes import MOST_TOGETHER, JointWrites


class Tx:
    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def add(self, n: int) -> int:
        await self.connection.execute(sa.text("INSERT INTO numbers VALUES (:n)"), {"n": n})
        return n


def adds(n: int) -> Callable[[Tx], Awaitable[int]]:
    return lambda tx: tx.add(n)


class Diary:
    """Opens transactions, and keeps how many there were."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.n_commits = 0
        self.refuses = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with self._engine.begin() as connection:
            yield Tx(connection)
            if self.refuses:
                raise OSError("the disk is full")
        self.n_commits += 1

    async def numbers(self) -> list[int]:
        async with self._engine.begin() as connection:
            return list((await connection.execute(sa.text("SELECT n FROM numbers ORDER BY n"))).scalars())


@pytest.fixture
async def diary(tmp_path: Path) -> AsyncIterator[Diary]:
    engine = open_writer(sqlite_url(tmp_path / "data.db"))
    async with engine.begin() as connection:
        await connection.execute(sa.text("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"))
    yield Diary(engine)
    await engine.dispose()


async def test_those_that_wait_share_a_commit(diary: Diary) -> None:
    joint = JointWrites(diary.begin)
    told = await asyncio.gather(*(joint.do(n, adds(n)) for n in range(2 * MOST_TOGETHER)))
    assert told == await diary.numbers() == list(range(2 * MOST_TOGETHER))
    assert diary.n_commits == 2


async def test_one_that_fails_is_undone_alone(diary: Diary) -> None:
    async def adds_and_fails(tx: Tx) -> None:
        await tx.add(7)
        raise LookupError("not this one")

    joint = JointWrites(diary.begin)
    first, failed, last = await asyncio.gather(
        joint.do(1, adds(1)),
        joint.do("fails", adds_and_fails),
        joint.do(2, adds(2)),
        return_exceptions=True,
    )
    assert (first, last) == (1, 2)
    assert isinstance(failed, LookupError)
    assert await diary.numbers() == [1, 2]


async def test_one_alone_that_fails_leaves_nothing(diary: Diary) -> None:
    joint = JointWrites(diary.begin)
    await joint.do(1, adds(1))
    with pytest.raises(sa.exc.IntegrityError):
        await joint.do(1, adds(1))
    assert await diary.numbers() == [1]


async def test_nobody_is_told_of_what_was_not_committed(diary: Diary) -> None:
    joint = JointWrites(diary.begin)
    diary.refuses = True
    outcomes = await asyncio.gather(*(joint.do(n, adds(n)) for n in range(3)), return_exceptions=True)
    assert [type(one) for one in outcomes] == [OSError] * 3
    assert await diary.numbers() == []
    diary.refuses = False
    assert await joint.do(5, adds(5)) == 5


async def test_who_hangs_up_stops_no_other(diary: Diary) -> None:
    joint = JointWrites(diary.begin)
    gone = asyncio.create_task(joint.do(1, adds(1)))
    stays = asyncio.create_task(joint.do(2, adds(2)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 2
    assert gone.cancelled()


async def test_what_is_asked_again_meanwhile_is_done_once(diary: Diary) -> None:
    """Whoever hung up is among those who asked: the others are told."""
    joint = JointWrites(diary.begin)
    asked = [asyncio.create_task(joint.do("start", adds(1))) for _ in range(5)]
    await asyncio.sleep(0)
    asked[0].cancel()
    assert await asyncio.gather(*asked[1:]) == [1] * 4
    with pytest.raises(sa.exc.IntegrityError):
        await joint.do("start", adds(1))
    assert await diary.numbers() == [1]
