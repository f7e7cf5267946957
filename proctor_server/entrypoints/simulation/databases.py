"""Databases for simulations: one that counts its groups, and the control that acknowledges before it commits."""

import asyncio
import struct
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from proctor_server.db.answer_groups import AnswerKey, Decide, GroupFacts, GroupWrites
from proctor_server.db.database import Database, Transaction
from proctor_server.db.engine import sqlite_file

COMMITS_AFTER_S = 0.05
_COUNTS = struct.Struct("<QQ")


class CountsGroups(Database):
    """Leaves beside the database how many groups were committed, and how many answers were in them."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._n_groups = self._n_answers = 0
        self._counts = counts_file(Path(sqlite_file(url)))

    async def in_group(self, keys: Sequence[AnswerKey], decide: Decide) -> None:
        await super().in_group(keys, decide)
        self._n_groups += 1
        self._n_answers += len(keys)
        written = self._counts.with_suffix(".written")
        written.write_bytes(_COUNTS.pack(self._n_groups, self._n_answers))
        written.replace(self._counts)  # it is read while groups are written


def counts_file(database: Path) -> Path:
    return database.with_suffix(".groups")


def counted(database: Path) -> tuple[int, int]:
    """Groups and answers so far, as `CountsGroups` left them."""
    file = counts_file(database)
    if not file.exists():
        return 0, 0
    n_groups, n_answers = _COUNTS.unpack(file.read_bytes())
    return n_groups, n_answers


class AcknowledgesTooEarly(Database):
    """The control: the answer goes out before its transaction is committed."""

    @asynccontextmanager
    async def write(self, *, brief: bool = False) -> AsyncIterator[Transaction]:
        async with AsyncExitStack() as until_committed:
            await until_committed.enter_async_context(self._turn())
            connection = await until_committed.enter_async_context(self.writer.begin())
            yield Transaction(connection, writes=True)
            late = until_committed.pop_all()
        self._late = asyncio.ensure_future(_commit_later(late))
        self.on_commit()

    async def in_group(self, keys: Sequence[AnswerKey], decide: Decide) -> None:
        loop = asyncio.get_running_loop()
        decided = loop.create_future()

        def decided_early(facts: GroupFacts) -> GroupWrites:
            writes = decide(facts)
            loop.call_soon_threadsafe(decided.set_result, None)
            time.sleep(COMMITS_AFTER_S)
            return writes

        self._late_group = asyncio.ensure_future(super().in_group(keys, decided_early))
        await asyncio.wait((decided, self._late_group), return_when=asyncio.FIRST_COMPLETED)
        if not decided.done():
            self._late_group.result()  # it failed before anything was decided


async def _commit_later(transaction: AsyncExitStack) -> None:
    """The turn at writing is held until then: nobody else writes into the transaction."""
    await asyncio.sleep(COMMITS_AFTER_S)
    await transaction.aclose()
