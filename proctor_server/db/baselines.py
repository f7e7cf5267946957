"""What the device check saw of a candidate, against which the attempt is measured."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import attempt_baselines


@dataclass(frozen=True, slots=True)
class StoredBaseline:
    """`document`: the analysis' own JSON; `picture_key`: where the enrolment photo lies, sealed."""

    attempt_id: str
    document: Any
    picture_key: str
    taken_at: datetime


class BaselineStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, attempt_id: str) -> StoredBaseline | None:
        row = (
            await self._connection.execute(
                sa.select(attempt_baselines).where(attempt_baselines.c.attempt_id == attempt_id)
            )
        ).first()
        return None if row is None else StoredBaseline(*row)

    async def put(self, baseline: StoredBaseline) -> None:
        """Store it; the check done last is the one that stands."""
        await self._connection.execute(
            attempt_baselines.delete().where(attempt_baselines.c.attempt_id == baseline.attempt_id)
        )
        await self._connection.execute(
            attempt_baselines.insert().values(
                attempt_id=baseline.attempt_id,
                document=baseline.document,
                picture_key=baseline.picture_key,
                taken_at=baseline.taken_at,
            )
        )
