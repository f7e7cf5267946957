"""Days that an act made days off or working days, as an administrator wrote them down."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.working_days import DayKind, DayOverride
from proctor_server.db.tables import day_overrides


class DayStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[DayOverride]:
        """Every declared day, in order."""
        rows = await self._connection.execute(
            sa.select(day_overrides.c.day, day_overrides.c.kind, day_overrides.c.act).order_by(
                day_overrides.c.day
            )
        )
        return [DayOverride(day, DayKind(kind), act) for day, kind, act in rows]

    async def declare(self, override: DayOverride, *, declared_by: str | None, now: datetime) -> None:
        """Write a day down; what was written for it before is replaced."""
        await self.withdraw(override.date)
        await self._connection.execute(
            day_overrides.insert().values(
                day=override.date,
                kind=override.kind.value,
                act=override.act,
                declared_by=declared_by,
                declared_at=now,
            )
        )

    async def withdraw(self, day: date) -> bool:
        """Take a day out of the table; whether it was in it."""
        done = await self._connection.execute(day_overrides.delete().where(day_overrides.c.day == day))
        return bool(done.rowcount)
