"""What was added to the time of attempts, by whom and why: an append-only record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.added_time import Addition, Ground
from proctor_server.db.tables import accounts, time_additions
from proctor_server.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class RecordedAddition:
    """`author_login`: None where the house itself credited an outage of ours."""

    addition: Addition
    ground: Ground
    author_login: str | None
    reason: str
    added_at: datetime


class AddedTimeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def record(
        self,
        attempt_id: str,
        additions: tuple[Addition, ...],
        *,
        ground: Ground,
        author_id: str | None,
        reason: str,
        now: datetime,
    ) -> None:
        await self.record_all(
            {attempt_id: additions}, ground=ground, author_id=author_id, reason=reason, now=now
        )

    async def record_all(
        self,
        additions: Mapping[str, tuple[Addition, ...]],
        *,
        ground: Ground,
        author_id: str | None,
        reason: str,
        now: datetime,
    ) -> None:
        """Record what was added to several attempts, by their ids."""
        rows = [
            {
                "id": new_id(),
                "attempt_id": attempt_id,
                "block_no": one.block_no,
                "ground": ground.value,
                "seconds": one.length.total_seconds(),
                "author_id": author_id,
                "reason": reason,
                "added_at": now,
            }
            for attempt_id, added in additions.items()
            for one in added
        ]
        if rows:
            await self._connection.execute(time_additions.insert(), rows)

    async def of_attempt(self, attempt_id: str) -> list[RecordedAddition]:
        """The record of an attempt, oldest first."""
        table = time_additions.c
        rows = await self._connection.execute(
            sa.select(
                table.block_no, table.seconds, table.ground, accounts.c.login, table.reason, table.added_at
            )
            .outerjoin(accounts, accounts.c.id == table.author_id)
            .where(table.attempt_id == attempt_id)
            .order_by(table.added_at, table.id)
        )
        return [
            RecordedAddition(Addition(no, timedelta(seconds=seconds)), Ground(ground), login, reason, at)
            for no, seconds, ground, login, reason, at in rows
        ]
