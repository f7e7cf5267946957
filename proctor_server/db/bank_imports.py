"""Imports at rest: a job for each file, its parts as they were read, and how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, import_jobs, import_parts


class ImportState(StrEnum):
    """How far an import is."""

    READING = "reading"
    READY = "ready"
    COMMITTING = "committing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class ImportAction(StrEnum):
    """What committing does with a part."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ImportJob:
    id: str
    file_name: str
    language: str
    blob_key: str
    state: ImportState
    n_read: int
    n_parts: int
    n_saved: int
    with_needs_review: bool
    status: str | None
    findings: tuple[Mapping[str, str], ...]
    author_id: str | None
    author: str | None
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportPart:
    """`payload` and `key`: of a part that became an item."""

    no: int
    place: str
    status: str
    code: str
    findings: tuple[Mapping[str, str], ...]
    payload: Mapping[str, Any] | None
    key: Sequence[Any] | None
    action: ImportAction
    item_id: str | None


class ImportStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, job: ImportJob) -> None:
        await self._connection.execute(
            import_jobs.insert().values(
                id=job.id,
                file_name=job.file_name,
                language=job.language,
                blob_key=job.blob_key,
                state=job.state.value,
                n_read=0,
                n_parts=0,
                n_saved=0,
                with_needs_review=False,
                findings=[],
                author_id=job.author_id,
                created_at=job.created_at,
            )
        )

    async def get(self, job_id: str) -> ImportJob | None:
        found = await self._jobs(import_jobs.c.id == job_id)
        return found[0] if found else None

    async def latest(self, limit: int) -> list[ImportJob]:
        return await self._jobs(sa.true(), limit=limit)

    async def in_state(self, state: ImportState) -> list[ImportJob]:
        """The jobs of a state, the oldest first."""
        return (await self._jobs(import_jobs.c.state == state.value))[::-1]

    async def _jobs(self, condition: sa.ColumnElement[bool], limit: int = 1000) -> list[ImportJob]:
        rows = await self._connection.execute(
            sa.select(import_jobs, accounts.c.display_name)
            .outerjoin(accounts, accounts.c.id == import_jobs.c.author_id)
            .where(condition)
            .order_by(import_jobs.c.id.desc())
            .limit(limit)
        )
        return [
            ImportJob(
                id=row["id"],
                file_name=row["file_name"],
                language=row["language"],
                blob_key=row["blob_key"],
                state=ImportState(row["state"]),
                n_read=row["n_read"],
                n_parts=row["n_parts"],
                n_saved=row["n_saved"],
                with_needs_review=row["with_needs_review"],
                status=row["status"],
                findings=tuple(row["findings"]),
                author_id=row["author_id"],
                author=row["display_name"],
                created_at=row["created_at"],
                ended_at=row["ended_at"],
            )
            for row in rows.mappings()
        ]

    async def move(
        self, job_id: str, before: Sequence[ImportState], after: ImportState, **values: object
    ) -> bool:
        """Give a job its next state, if it is in one of those before; tells whether it was."""
        done = await self._connection.execute(
            import_jobs.update()
            .where(import_jobs.c.id == job_id, import_jobs.c.state.in_([one.value for one in before]))
            .values(state=after.value, **values)
        )
        return done.rowcount == 1

    async def progress(self, job_id: str, **values: int) -> ImportState:
        """Note how far a job is; gives the state it is in, which somebody may have cancelled."""
        await self._connection.execute(
            import_jobs.update().where(import_jobs.c.id == job_id).values(**values)
        )
        state = await self._connection.scalar(
            sa.select(import_jobs.c.state).where(import_jobs.c.id == job_id)
        )
        return ImportState(str(state))

    async def add_parts(self, job_id: str, parts: Sequence[ImportPart]) -> None:
        rows = [
            {
                "job_id": job_id,
                "no": part.no,
                "place": part.place,
                "status": part.status,
                "code": part.code,
                "findings": [dict(one) for one in part.findings],
                "payload": part.payload,
                "key": part.key,
                "action": part.action.value,
                "item_id": part.item_id,
            }
            for part in parts
        ]
        if rows:
            await self._connection.execute(import_parts.insert(), rows)

    async def drop_parts(self, job_id: str) -> None:
        await self._connection.execute(import_parts.delete().where(import_parts.c.job_id == job_id))

    async def parts(
        self, job_id: str, *, status: str = "", offset: int = 0, limit: int = 50
    ) -> tuple[list[ImportPart], int]:
        """A page of the report and how many parts there are in all, without their content."""
        where = [import_parts.c.job_id == job_id]
        if status:
            where.append(import_parts.c.status == status)
        total = await self._connection.scalar(
            sa.select(sa.func.count()).select_from(import_parts).where(*where)
        )
        columns = [
            import_parts.c[name]
            for name in ("no", "place", "status", "code", "findings", "action", "item_id")
        ]
        rows = await self._connection.execute(
            sa.select(*columns).where(*where).order_by(import_parts.c.no).offset(offset).limit(limit)
        )
        found = [
            ImportPart(
                row.no,
                row.place,
                row.status,
                row.code,
                tuple(row.findings),
                None,
                None,
                ImportAction(row.action),
                row.item_id,
            )
            for row in rows
        ]
        return found, total or 0

    async def counts(self, job_id: str) -> tuple[dict[str, int], dict[str, int]]:
        """How many parts end how, and how many there are of each action."""
        found = []
        for column in (import_parts.c.status, import_parts.c.action):
            rows = await self._connection.execute(
                sa.select(column, sa.func.count()).where(import_parts.c.job_id == job_id).group_by(column)
            )
            found.append({row[0]: row[1] for row in rows})
        return found[0], found[1]

    async def to_save(
        self, job_id: str, statuses: Sequence[str], *, after: int, limit: int
    ) -> list[ImportPart]:
        """The next parts that committing has something to do with."""
        rows = await self._connection.execute(
            sa.select(import_parts)
            .where(import_parts.c.job_id == job_id, import_parts.c.no > after)
            .where(import_parts.c.status.in_(statuses))
            .where(import_parts.c.action.in_([ImportAction.NEW.value, ImportAction.CHANGE.value]))
            .order_by(import_parts.c.no)
            .limit(limit)
        )
        return [
            ImportPart(
                row["no"],
                row["place"],
                row["status"],
                row["code"],
                tuple(row["findings"]),
                row["payload"],
                row["key"],
                ImportAction(row["action"]),
                row["item_id"],
            )
            for row in rows.mappings()
        ]

    async def set_item(self, job_id: str, no: int, item_id: str) -> None:
        await self._connection.execute(
            import_parts.update()
            .where(import_parts.c.job_id == job_id, import_parts.c.no == no)
            .values(item_id=item_id)
        )
