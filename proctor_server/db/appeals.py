"""Appeals at rest, with the files that came with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import appeal_files, appeals
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.review.appeal import Appeal, AppealOutcome


@dataclass(frozen=True, slots=True)
class AppealFile:
    """Something a candidate sent with an appeal; its bytes lie in the blob store under `blob_key`."""

    id: str
    appeal_id: str
    name: str
    media_type: str
    n_bytes: int
    blob_key: str
    sha256: str


def _columns(appeal: Appeal) -> dict[str, Any]:
    return {
        "attempt_id": appeal.attempt_id,
        "text": appeal.text,
        "lodged_at": appeal.lodged_at,
        "due_at": appeal.due_at,
        "outcome": None if appeal.outcome is None else appeal.outcome.value,
        "reason": appeal.reason,
        "answered_by": appeal.answered_by,
        "answered_at": appeal.answered_at,
        "version": appeal.version,
    }


def _appeal(row: Mapping[str, Any]) -> Appeal:
    outcome = None if row["outcome"] is None else AppealOutcome(row["outcome"])
    return Appeal(**{**row, "outcome": outcome})


class AppealStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, appeal: Appeal, files: Sequence[AppealFile]) -> None:
        await self._connection.execute(appeals.insert().values(id=appeal.id, **_columns(appeal)))
        if files:
            rows = [{name: getattr(one, name) for name in AppealFile.__slots__} for one in files]
            await self._connection.execute(appeal_files.insert(), rows)

    async def of_attempt(self, attempt_id: str) -> Appeal | None:
        return await self._one(appeals.c.attempt_id == attempt_id)

    async def get(self, appeal_id: str) -> Appeal | None:
        return await self._one(appeals.c.id == appeal_id)

    async def open(self) -> list[Appeal]:
        """The appeals that wait for an answer, the most urgent first."""
        rows = await self._connection.execute(
            sa.select(appeals).where(appeals.c.outcome.is_(None)).order_by(appeals.c.due_at, appeals.c.id)
        )
        return [_appeal(dict(row)) for row in rows.mappings()]

    async def answered(self, *, limit: int) -> list[Appeal]:
        """The appeals answered lately, the newest answer first."""
        rows = await self._connection.execute(
            sa.select(appeals)
            .where(appeals.c.outcome.is_not(None))
            .order_by(appeals.c.answered_at.desc(), appeals.c.id)
            .limit(limit)
        )
        return [_appeal(dict(row)) for row in rows.mappings()]

    async def replace(self, before: Appeal, after: Appeal) -> None:
        """Store an answer by compare-and-swap.

        Raises:
            ConcurrentChange: somebody answered it since `before` was read.
        """
        done = await self._connection.execute(
            appeals.update()
            .where(appeals.c.id == before.id, appeals.c.version == before.version)
            .values(**_columns(after))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)

    async def files(self, appeal_id: str) -> list[AppealFile]:
        rows = await self._connection.execute(
            sa.select(appeal_files).where(appeal_files.c.appeal_id == appeal_id).order_by(appeal_files.c.id)
        )
        return [AppealFile(**dict(row)) for row in rows.mappings()]

    async def file(self, file_id: str) -> AppealFile | None:
        rows = await self._connection.execute(sa.select(appeal_files).where(appeal_files.c.id == file_id))
        row = rows.mappings().first()
        return None if row is None else AppealFile(**dict(row))

    async def _one(self, condition: sa.ColumnElement[bool]) -> Appeal | None:
        rows = await self._connection.execute(sa.select(appeals).where(condition))
        row = rows.mappings().first()
        return None if row is None else _appeal(dict(row))
