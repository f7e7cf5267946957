"""Interventions at rest."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import interventions
from proctor_server.review.intervention import Intervention, InterventionKind, SetText


def _intervention(row: Mapping[str, Any]) -> Intervention:
    set_text = None if row["set_text"] is None else SetText(row["set_text"])
    return Intervention(**{**row, "kind": InterventionKind(row["kind"]), "set_text": set_text})


class InterventionStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, one: Intervention) -> None:
        values = {name: getattr(one, name) for name in Intervention.__slots__}
        set_text = None if one.set_text is None else one.set_text.value
        await self._connection.execute(
            interventions.insert().values({**values, "kind": one.kind.value, "set_text": set_text})
        )

    async def get(self, intervention_id: str) -> Intervention | None:
        found = await self._many(interventions.c.id == intervention_id)
        return found[0] if found else None

    async def of_attempt(self, attempt_id: str) -> list[Intervention]:
        """What was done in an attempt, oldest first."""
        return await self._many(interventions.c.attempt_id == attempt_id)

    async def of_attempts(self, attempt_ids: Sequence[str]) -> dict[str, list[Intervention]]:
        """What was done in each of several attempts, oldest first."""
        found: dict[str, list[Intervention]] = {}
        for one in await self._many(interventions.c.attempt_id.in_(attempt_ids)):
            found.setdefault(one.attempt_id, []).append(one)
        return found

    async def confirm(self, after: Intervention) -> None:
        """Store what the page has confirmed; an instant that stands already is left as it is."""
        for name in ("shown_at", "seen_at"):
            await self._connection.execute(
                interventions.update()
                .where(interventions.c.id == after.id, interventions.c[name].is_(None))
                .values({name: getattr(after, name)})
            )

    async def _many(self, which: sa.ColumnElement[bool]) -> list[Intervention]:
        rows = await self._connection.execute(
            sa.select(interventions).where(which).order_by(interventions.c.sent_at, interventions.c.id)
        )
        return [_intervention(dict(row)) for row in rows.mappings()]
