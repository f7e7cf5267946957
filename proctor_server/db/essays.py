"""Essays at rest: each under a code that tells nothing of its author, with its markers and their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.essay_marking import Mark, Marking
from proctor_server.db.tables import decisions, essay_marks, essays
from proctor_server.kernel.errors import ConcurrentChange


@dataclass(frozen=True, slots=True)
class StoredEssay:
    """Which answer an essay is, and how far its marking has come."""

    attempt_id: str
    slot: int
    marking: Marking


class EssayStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, code: str, attempt_id: str, slot: int, now: datetime) -> None:
        await self._connection.execute(
            essays.insert().values(code=code, attempt_id=attempt_id, slot=slot, version=0, created_at=now)
        )

    async def get(self, code: str) -> StoredEssay | None:
        found = await self._essays(essays.c.code == code)
        return found[0] if found else None

    async def of_attempt(self, attempt_id: str) -> list[StoredEssay]:
        return await self._essays(essays.c.attempt_id == attempt_id)

    async def to_mark(self) -> list[StoredEssay]:
        """The essays of attempts that a proctor decided to be without violation, the oldest first."""
        cleared = sa.select(decisions.c.attempt_id).where(decisions.c.outcome == "no_violation")
        return await self._essays(essays.c.attempt_id.in_(cleared))

    async def _essays(self, condition: sa.ColumnElement[bool]) -> list[StoredEssay]:
        rows = (
            await self._connection.execute(
                sa.select(essays).where(condition).order_by(essays.c.created_at, essays.c.code)
            )
        ).mappings()
        found = list(rows)
        marks = await self._marks([row["code"] for row in found])
        return [
            StoredEssay(
                row["attempt_id"],
                row["slot"],
                Marking(row["code"], tuple(marks.get(row["code"], ())), row["version"]),
            )
            for row in found
        ]

    async def _marks(self, codes: Sequence[str]) -> dict[str, list[Mark]]:
        rows = await self._connection.execute(
            sa.select(essay_marks.c.essay_code, essay_marks.c.marker_id, essay_marks.c.value)
            .where(essay_marks.c.essay_code.in_(codes))
            .order_by(essay_marks.c.essay_code, essay_marks.c.place)
        )
        marks: dict[str, list[Mark]] = {}
        for code, marker_id, value in rows:
            marks.setdefault(code, []).append(Mark(marker_id, value))
        return marks

    async def replace(self, before: Marking, after: Marking, now: datetime) -> None:
        """Store an essay's marking if nobody changed it since `before` was read.

        Raises:
            ConcurrentChange: somebody did.
        """
        done = await self._connection.execute(
            essays.update()
            .where(essays.c.code == before.code, essays.c.version == before.version)
            .values(version=after.version)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.code)
        known = {mark.marker_id: mark.value for mark in before.marks}
        for place, mark in enumerate(after.marks):
            if mark.marker_id not in known:
                await self._connection.execute(
                    essay_marks.insert().values(
                        essay_code=after.code,
                        marker_id=mark.marker_id,
                        place=place,
                        value=mark.value,
                        assigned_at=now,
                        marked_at=None if mark.value is None else now,
                    )
                )
            elif mark.value != known[mark.marker_id]:
                await self._connection.execute(
                    essay_marks.update()
                    .where(essay_marks.c.essay_code == after.code, essay_marks.c.marker_id == mark.marker_id)
                    .values(value=mark.value, marked_at=now)
                )
