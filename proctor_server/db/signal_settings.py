"""The thresholds and durations that programmes set for themselves, and the attempts to try others on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import attempts, signal_folds, signal_settings
from proctor_server.kernel.errors import ConcurrentChange


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """`version` 0: the programme has none of its own."""

    programme_id: str
    document: Mapping[str, Any]
    version: int


class SignalSettingsStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, programme_id: str) -> StoredSettings:
        row = (
            await self._connection.execute(
                sa.select(signal_settings.c.document, signal_settings.c.version).where(
                    signal_settings.c.programme_id == programme_id
                )
            )
        ).first()
        return StoredSettings(programme_id, {}, 0) if row is None else StoredSettings(programme_id, *row)

    async def put(self, settings: StoredSettings, *, by: str | None, now: datetime) -> None:
        """Store by compare-and-swap; `settings.version` is the one that was read.

        Raises:
            ConcurrentChange: somebody changed them meanwhile.
        """
        values = {
            "document": dict(settings.document),
            "changed_by": by,
            "changed_at": now,
            "version": settings.version + 1,
        }
        if settings.version == 0:
            if (await self.get(settings.programme_id)).version:
                raise ConcurrentChange(settings.programme_id)
            await self._connection.execute(
                signal_settings.insert().values(programme_id=settings.programme_id, **values)
            )
            return
        done = await self._connection.execute(
            signal_settings.update()
            .where(
                signal_settings.c.programme_id == settings.programme_id,
                signal_settings.c.version == settings.version,
            )
            .values(**values)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(settings.programme_id)

    async def analysed_attempts(self, programme_id: str, limit: int, *, skip: int = 0) -> list[str]:
        """The attempts of a programme whose analysis is finished, those closed last first, from `skip` on."""
        found = await self._connection.execute(
            _analysed(programme_id, attempts.c.id)
            .order_by(attempts.c.closed_at.desc(), attempts.c.id)
            .limit(limit)
            .offset(skip)
        )
        return list(found.scalars())

    async def n_analysed(self, programme_id: str) -> int:
        """How many attempts of a programme have a finished analysis."""
        found = await self._connection.execute(_analysed(programme_id, sa.func.count()))
        return int(found.scalar_one())


def _analysed(programme_id: str, what: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(what)
        .select_from(attempts.join(signal_folds, signal_folds.c.attempt_id == attempts.c.id))
        .where(attempts.c.programme_id == programme_id, signal_folds.c.finished)
    )
