"""Versions of programmes at rest: immutable documents, numbered from 1, each bound to by attempts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, programme_versions


@dataclass(frozen=True, slots=True)
class ProgrammeVersion:
    """`author_login`: None for the version that came with the product."""

    id: str
    programme_id: str
    no: int
    document: Mapping[str, Any]
    author_login: str | None
    created_at: datetime


class ProgrammeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        *,
        version_id: str,
        no: int,
        document: Mapping[str, Any],
        author_id: str | None,
        now: datetime,
    ) -> None:
        """Add a version; the unique number refuses two authors of the same one."""
        await self._connection.execute(
            programme_versions.insert().values(
                id=version_id,
                programme_id=document["id"],
                no=no,
                document=dict(document),
                author_id=author_id,
                created_at=now,
            )
        )

    async def document(self, version_id: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = (
            await self._connection.execute(
                sa.select(programme_versions.c.document).where(programme_versions.c.id == version_id)
            )
        ).scalar_one()
        return found

    async def newest(self, programme_id: str) -> ProgrammeVersion | None:
        found = await self._versions(programme_id, 1)
        return found[0] if found else None

    async def versions(self, programme_id: str) -> list[ProgrammeVersion]:
        """All versions, the newest first."""
        return await self._versions(programme_id, None)

    async def _versions(self, programme_id: str, limit: int | None) -> list[ProgrammeVersion]:
        table = programme_versions.c
        rows = await self._connection.execute(
            sa.select(
                table.id, table.programme_id, table.no, table.document, accounts.c.login, table.created_at
            )
            .outerjoin(accounts, accounts.c.id == table.author_id)
            .where(table.programme_id == programme_id)
            .order_by(table.no.desc())
            .limit(limit)
        )
        return [ProgrammeVersion(*row) for row in rows]
