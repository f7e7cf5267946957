"""What was answered, as item statistics need it: the forms of closed attempts with the answers that stood."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import (
    attempts,
    form_slots,
    item_versions,
    items,
    key_corrections,
    responses,
)

CHUNK = 200


@dataclass(frozen=True, slots=True)
class GivenSlot:
    """A slot of a closed attempt; `answers` is JSON text, None where nothing was saved."""

    attempt_id: str
    language: str
    version_id: str
    answers: str | None


@dataclass(frozen=True, slots=True)
class VersionLabel:
    """How a version is named in a table of figures."""

    version_id: str
    item_id: str
    code: str
    no: int
    section_id: str
    stem_kk: str
    stem_ru: str


class StatisticsStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def closed(
        self, programme_id: str, *, opens_at: datetime | None, closes_at: datetime | None
    ) -> list[str]:
        """The closed attempts of a programme whose window began within the window asked for."""
        query = sa.select(attempts.c.id).where(
            attempts.c.programme_id == programme_id,
            attempts.c.closed_at.is_not(None),
            attempts.c.started_at.is_not(None),
        )
        if opens_at is not None:
            query = query.where(attempts.c.started_at >= opens_at)
        if closes_at is not None:
            query = query.where(attempts.c.started_at < closes_at)
        return list((await self._connection.execute(query.order_by(attempts.c.id))).scalars())

    async def n_closed(self) -> dict[str, int]:
        """How many attempts of each programme were sat to their end; programmes without one are left out."""
        sat = (attempts.c.closed_at.is_not(None), attempts.c.started_at.is_not(None))
        rows = await self._connection.execute(
            sa.select(attempts.c.programme_id, sa.func.count().label("n"))
            .where(*sat)
            .group_by(attempts.c.programme_id)
        )
        return {row.programme_id: row.n for row in rows}

    async def keys_stamp(self) -> str:
        """Changes whenever a key is corrected."""
        return str(await self._connection.scalar(sa.select(sa.func.max(key_corrections.c.id))))

    async def given(self, attempt_ids: list[str]) -> AsyncIterator[list[GivenSlot]]:
        """The slots of attempts in their order, some attempts at a time."""
        for start in range(0, len(attempt_ids), CHUNK):
            rows = await self._connection.execute(
                sa.select(
                    form_slots.c.attempt_id,
                    attempts.c.language,
                    form_slots.c.version_id,
                    sa.cast(responses.c.answers, sa.Text),
                )
                .join(attempts, attempts.c.id == form_slots.c.attempt_id)
                .outerjoin(
                    responses,
                    (responses.c.attempt_id == form_slots.c.attempt_id)
                    & (responses.c.slot == form_slots.c.slot),
                )
                .where(form_slots.c.attempt_id.in_(attempt_ids[start : start + CHUNK]))
                .order_by(form_slots.c.attempt_id, form_slots.c.slot)
            )
            yield [GivenSlot(*tuple(row)) for row in rows]

    async def labels(self, version_ids: list[str]) -> dict[str, VersionLabel]:
        found: dict[str, VersionLabel] = {}
        for start in range(0, len(version_ids), CHUNK):
            rows = await self._connection.execute(
                sa.select(
                    item_versions.c.id,
                    items.c.id,
                    items.c.code,
                    item_versions.c.no,
                    items.c.section_id,
                    items.c.stem_kk,
                    items.c.stem_ru,
                )
                .join(items, items.c.id == item_versions.c.item_id)
                .where(item_versions.c.id.in_(version_ids[start : start + CHUNK]))
            )
            found |= {row[0]: VersionLabel(*tuple(row)) for row in rows}
        return found
