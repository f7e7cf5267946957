"""Blueprints at rest: each a line of versions; in use, the newest says what a programme's block is drawn by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import accounts, blueprint_versions, blueprints
from proctor_server.kernel.errors import ConcurrentChange

IN_USE = (
    sa.select(blueprints)
    .where(blueprints.c.programme_id == sa.bindparam("of_programme"))
    .where(blueprints.c.block_id == sa.bindparam("of_block"), blueprints.c.in_use.is_(True))
)
"""Made once: every start asks for it."""


@dataclass(frozen=True, slots=True)
class StoredBlueprint:
    id: str
    name: str
    programme_id: str
    block_id: str
    in_use: bool
    no: int
    n_items: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class BlueprintVersion:
    id: str
    no: int
    document: Mapping[str, Any]
    author: str | None
    note: str
    created_at: datetime


class BlueprintStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, blueprint: StoredBlueprint) -> None:
        await self._connection.execute(
            blueprints.insert().values(
                id=blueprint.id,
                name=blueprint.name,
                programme_id=blueprint.programme_id,
                block_id=blueprint.block_id,
                in_use=blueprint.in_use,
                no=blueprint.no,
                n_items=blueprint.n_items,
                updated_at=blueprint.updated_at,
            )
        )

    async def move_on(self, blueprint: StoredBlueprint, base_no: int) -> None:
        """Store the line with its next number, if `base_no` is still its newest.

        Raises:
            ConcurrentChange: it is not.
        """
        done = await self._connection.execute(
            blueprints.update()
            .where(blueprints.c.id == blueprint.id, blueprints.c.no == base_no)
            .values(
                name=blueprint.name,
                programme_id=blueprint.programme_id,
                block_id=blueprint.block_id,
                in_use=blueprint.in_use,
                no=blueprint.no,
                n_items=blueprint.n_items,
                updated_at=blueprint.updated_at,
            )
        )
        if done.rowcount != 1:
            raise ConcurrentChange(blueprint.id)

    async def add_version(
        self,
        version_id: str,
        blueprint_id: str,
        no: int,
        document: Mapping[str, Any],
        *,
        author_id: str | None,
        note: str,
        now: datetime,
    ) -> None:
        await self._connection.execute(
            blueprint_versions.insert().values(
                id=version_id,
                blueprint_id=blueprint_id,
                no=no,
                document=dict(document),
                author_id=author_id,
                note=note,
                created_at=now,
            )
        )

    async def all(self) -> list[StoredBlueprint]:
        return await self._many(sa.true())

    async def get(self, blueprint_id: str) -> StoredBlueprint | None:
        found = await self._many(blueprints.c.id == blueprint_id)
        return found[0] if found else None

    async def in_use(self, programme_id: str, block_id: str) -> StoredBlueprint | None:
        of = {"of_programme": programme_id, "of_block": block_id}
        row = (await self._connection.execute(IN_USE, of)).mappings().first()
        return None if row is None else StoredBlueprint(**row)

    async def _many(self, condition: sa.ColumnElement[bool]) -> list[StoredBlueprint]:
        rows = await self._connection.execute(
            sa.select(blueprints).where(condition).order_by(blueprints.c.name, blueprints.c.id)
        )
        return [StoredBlueprint(**row) for row in rows.mappings()]

    async def set_in_use(self, blueprint: StoredBlueprint, *, in_use: bool, now: datetime) -> None:
        """Put a blueprint to use, in place of another one of its programme's block; or out of use."""
        if in_use:
            await self._connection.execute(
                blueprints.update()
                .where(
                    blueprints.c.programme_id == blueprint.programme_id,
                    blueprints.c.block_id == blueprint.block_id,
                )
                .values(in_use=False)
            )
        await self._connection.execute(
            blueprints.update().where(blueprints.c.id == blueprint.id).values(in_use=in_use, updated_at=now)
        )

    async def versions(self, blueprint_id: str) -> list[BlueprintVersion]:
        """All versions, the newest first."""
        rows = await self._connection.execute(
            sa.select(
                blueprint_versions.c.id,
                blueprint_versions.c.no,
                blueprint_versions.c.document,
                accounts.c.display_name,
                blueprint_versions.c.note,
                blueprint_versions.c.created_at,
            )
            .outerjoin(accounts, accounts.c.id == blueprint_versions.c.author_id)
            .where(blueprint_versions.c.blueprint_id == blueprint_id)
            .order_by(blueprint_versions.c.no.desc())
        )
        return [BlueprintVersion(*row) for row in rows]
