"""Running attempts of which nothing comes in: alarms that are raised, and cleared when media comes again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import media_alarms
from proctor_server.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class MediaAlarm:
    """Nothing has come of an attempt since an instant."""

    attempt_id: str
    silent_since: datetime


class AlarmStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def standing(self) -> dict[str, MediaAlarm]:
        """The alarms that hold now, by attempt."""
        found = await self._connection.execute(
            sa.select(media_alarms.c.attempt_id, media_alarms.c.silent_since).where(
                media_alarms.c.cleared_at.is_(None)
            )
        )
        return {row[0]: MediaAlarm(*row) for row in found}

    async def raise_all(self, alarms: Collection[MediaAlarm], now: datetime) -> None:
        rows = [
            {"id": new_id(), "attempt_id": one.attempt_id, "silent_since": one.silent_since, "raised_at": now}
            for one in alarms
        ]
        if rows:
            await self._connection.execute(media_alarms.insert(), rows)

    async def clear_all(self, attempt_ids: Collection[str], now: datetime) -> None:
        await self._connection.execute(
            media_alarms.update()
            .where(media_alarms.c.attempt_id.in_(attempt_ids), media_alarms.c.cleared_at.is_(None))
            .values(cleared_at=now)
        )
