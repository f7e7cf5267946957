"""Incidents at rest, and the state of the fold that finds them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from exam_engine.attempt import AttemptState
from proctor_server.db.tables import attempts, incident_stills, incidents, signal_folds
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict, VerdictReason


@dataclass(frozen=True, slots=True)
class FoldCheckpoint:
    """How far an attempt's observations are folded. `state`: the fold's own JSON; `version` 0: not stored yet."""

    attempt_id: str
    state: Any
    folded_to: datetime | None
    finished: bool
    version: int


_PLAIN = (
    "id",
    "attempt_id",
    "rule_id",
    "t0_s",
    "t1_s",
    "direction",
    "sub",
    "confidence",
    "measure",
    "threshold",
)


def _columns(incident: Incident) -> dict[str, Any]:
    return {
        **{name: getattr(incident, name) for name in _PLAIN},
        "type": incident.type.value,
        "curve": [list(point) for point in incident.curve],
        "open": incident.open,
        "verdict": None if incident.verdict is None else incident.verdict.value,
        "verdict_reason": None if incident.verdict_reason is None else incident.verdict_reason.value,
        "note": incident.note,
        "verdict_by": incident.verdict_by,
        "verdict_at": incident.verdict_at,
        "version": incident.version,
    }


def incident_from(row: Mapping[str, Any]) -> Incident:
    """Read an incident from a row that holds its columns."""
    return Incident(
        **{name: row[name] for name in _PLAIN},
        type=IncidentType(row["type"]),
        curve=tuple((at, value) for at, value in row["curve"]),
        open=row["open"],
        verdict=None if row["verdict"] is None else IncidentVerdict(row["verdict"]),
        verdict_reason=None if row["verdict_reason"] is None else VerdictReason(row["verdict_reason"]),
        note=row["note"],
        verdict_by=row["verdict_by"],
        verdict_at=row["verdict_at"],
        version=row["version"],
    )


class IncidentStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, incident_id: str) -> Incident | None:
        row = (
            (await self._connection.execute(sa.select(incidents).where(incidents.c.id == incident_id)))
            .mappings()
            .first()
        )
        return None if row is None else incident_from(dict(row))

    async def of_attempt(self, attempt_id: str) -> list[Incident]:
        return (await self.of_attempts([attempt_id])).get(attempt_id, [])

    async def of_attempts(self, attempt_ids: Sequence[str]) -> dict[str, list[Incident]]:
        rows = await self._connection.execute(
            sa.select(incidents)
            .where(incidents.c.attempt_id.in_(attempt_ids))
            .order_by(incidents.c.t0_s, incidents.c.id)
        )
        found: dict[str, list[Incident]] = {}
        for row in rows.mappings():
            found.setdefault(row["attempt_id"], []).append(incident_from(dict(row)))
        return found

    async def put(self, incident: Incident) -> None:
        """Add the incident, or bring what was measured up to date; its stills and a verdict once given stay.

        Its stills are due when it is new, and once more when it has ended.
        """
        known = await self.get(incident.id)
        if known is None:
            await self._connection.execute(
                incidents.insert().values(**_columns(incident), stills_due=True, still_tries=0)
            )
            return
        kept = replace(
            incident,
            verdict=known.verdict,
            verdict_reason=known.verdict_reason,
            note=known.note,
            verdict_by=known.verdict_by,
            verdict_at=known.verdict_at,
            version=known.version,
        )
        ended = {"stills_due": True, "still_tries": 0} if known.open and not incident.open else {}
        await self._connection.execute(
            incidents.update().where(incidents.c.id == incident.id).values(**_columns(kept), **ended)
        )

    async def put_verdict(self, before: Incident, after: Incident) -> None:
        """Store a verdict by compare-and-swap.

        Raises:
            ConcurrentChange: somebody judged the incident since `before` was read.
        """
        if after == before:
            return
        done = await self._connection.execute(
            incidents.update()
            .where(incidents.c.id == before.id, incidents.c.version == before.version)
            .values(**_columns(after))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)

    async def remove_unjudged(self, attempt_id: str, *, keep: Sequence[str]) -> None:
        """Forget incidents that a repeated fold no longer finds, unless a proctor has judged them."""
        gone = sa.select(incidents.c.id).where(
            incidents.c.attempt_id == attempt_id,
            incidents.c.verdict.is_(None),
            incidents.c.id.not_in(keep),
        )
        await self._connection.execute(
            incident_stills.delete().where(incident_stills.c.incident_id.in_(gone))
        )
        await self._connection.execute(incidents.delete().where(incidents.c.id.in_(gone)))

    async def checkpoint(self, attempt_id: str) -> FoldCheckpoint | None:
        row = (
            await self._connection.execute(
                sa.select(
                    signal_folds.c.state,
                    signal_folds.c.folded_to,
                    signal_folds.c.finished,
                    signal_folds.c.version,
                ).where(signal_folds.c.attempt_id == attempt_id)
            )
        ).first()
        if row is None:
            return None
        return FoldCheckpoint(attempt_id, json.loads(row[0]), row[1], row[2], row[3])

    async def save_checkpoint(self, checkpoint: FoldCheckpoint) -> None:
        """Store the fold's state.

        Raises:
            ConcurrentChange: another worker folded this attempt meanwhile.
        """
        values = {
            "state": json.dumps(checkpoint.state, separators=(",", ":")),
            "folded_to": checkpoint.folded_to,
            "finished": checkpoint.finished,
            "version": checkpoint.version + 1,
        }
        if checkpoint.version == 0:
            await self._connection.execute(
                signal_folds.insert().values(attempt_id=checkpoint.attempt_id, **values)
            )
            return
        done = await self._connection.execute(
            signal_folds.update()
            .where(
                signal_folds.c.attempt_id == checkpoint.attempt_id,
                signal_folds.c.version == checkpoint.version,
            )
            .values(**values)
        )
        if done.rowcount != 1:
            raise ConcurrentChange(checkpoint.attempt_id)

    async def unfinished(self) -> list[str]:
        """Closed attempts whose fold is not finished, the oldest first; asked every second."""
        rows = await self._connection.execute(
            sa.select(attempts.c.id)
            .outerjoin(signal_folds, signal_folds.c.attempt_id == attempts.c.id)
            .where(attempts.c.state == AttemptState.CLOSED.value)
            .where(signal_folds.c.finished.is_not(sa.true()))
            .order_by(attempts.c.closed_at, attempts.c.id)
        )
        return list(rows.scalars())

    async def finished(self, attempt_ids: Sequence[str]) -> frozenset[str]:
        rows = await self._connection.execute(
            sa.select(signal_folds.c.attempt_id).where(
                signal_folds.c.attempt_id.in_(attempt_ids), signal_folds.c.finished
            )
        )
        return frozenset(rows.scalars())
