"""Readings of reviews at rest: who read what with which verdicts, who knows whom, and notes at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import (
    accounts,
    conflicts,
    incidents,
    reading_verdicts,
    readings,
    review_notes,
)
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Outcome, Round
from proctor_server.review.incident import Incident
from proctor_server.review.rounds import Reader, Reading


@dataclass(frozen=True, slots=True)
class Note:
    """A proctor's note at a time of the attempt, in seconds since it started."""

    id: str
    review_id: str
    author_id: str
    at_s: float
    text: str
    written_at: datetime


_READING = ("review_id", "reader_id", "rule_id", "decided_at")


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(
        **{name: row[name] for name in _READING},
        round=Round(row["round"]),
        outcome=Outcome(row["outcome"]),
    )


class ReadingStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, reading: Reading, *, reason: str, judged: Sequence[Incident]) -> str:
        """Keep a signed reading with the verdicts it was signed over; returns its row's id."""
        reading_id = new_id()
        await self._connection.execute(
            readings.insert().values(
                id=reading_id,
                review_id=reading.review_id,
                round=reading.round.value,
                reader_id=reading.reader_id,
                outcome=reading.outcome.value,
                rule_id=reading.rule_id,
                reason=reason,
                decided_at=reading.decided_at,
            )
        )
        rows = [
            {
                "reading_id": reading_id,
                "incident_id": one.id,
                "verdict": one.verdict.value,
                "reason": None if one.verdict_reason is None else one.verdict_reason.value,
                "note": one.note,
            }
            for one in judged
            if one.verdict is not None
        ]
        if rows:
            await self._connection.execute(reading_verdicts.insert(), rows)
        return reading_id

    async def clear_verdicts(self, attempt_id: str) -> None:
        """Let the next person judge the incidents as if nobody had."""
        await self._connection.execute(
            incidents.update()
            .where(incidents.c.attempt_id == attempt_id)
            .values(
                verdict=None,
                verdict_reason=None,
                verdict_by=None,
                verdict_at=None,
                note="",
                version=incidents.c.version + 1,
            )
        )

    async def of_review(self, review_id: str) -> list[Reading]:
        return (await self.of_reviews([review_id])).get(review_id, [])

    async def of_reviews(self, review_ids: Sequence[str]) -> dict[str, list[Reading]]:
        """The readings of each review that has any, in their order."""
        rows = await self._connection.execute(
            sa.select(readings)
            .where(readings.c.review_id.in_(review_ids))
            .order_by(readings.c.decided_at, readings.c.id)
        )
        found: dict[str, list[Reading]] = {}
        for row in rows.mappings():
            found.setdefault(row["review_id"], []).append(_reading(dict(row)))
        return found

    async def since(self, instant: datetime) -> list[Reading]:
        """Every reading signed since an instant, in order: what the pace and the agreement are measured on."""
        rows = await self._connection.execute(
            sa.select(readings).where(readings.c.decided_at >= instant).order_by(readings.c.decided_at)
        )
        return [_reading(dict(row)) for row in rows.mappings()]

    async def reader(self, proctor_id: str) -> Reader:
        """Who somebody is as a reader: a senior or not, and whom they know."""
        senior = await self._connection.execute(
            sa.select(accounts.c.is_senior).where(accounts.c.id == proctor_id)
        )
        known = await self._connection.execute(
            sa.select(conflicts.c.candidate_id).where(conflicts.c.proctor_id == proctor_id)
        )
        return Reader(proctor_id, bool(senior.scalar_one()), frozenset(known.scalars()))

    async def declare_conflict(self, proctor_id: str, candidate_id: str, now: datetime) -> None:
        """Note that a proctor knows a candidate; noting it again changes nothing."""
        reader = await self.reader(proctor_id)
        if candidate_id not in reader.known_candidate_ids:
            await self._connection.execute(
                conflicts.insert().values(proctor_id=proctor_id, candidate_id=candidate_id, declared_at=now)
            )

    async def add_note(self, note: Note) -> None:
        await self._connection.execute(
            review_notes.insert().values(
                id=note.id,
                review_id=note.review_id,
                author_id=note.author_id,
                at_s=note.at_s,
                text=note.text,
                written_at=note.written_at,
            )
        )

    async def remove_note(self, note_id: str, *, author_id: str) -> None:
        await self._connection.execute(
            review_notes.delete().where(review_notes.c.id == note_id, review_notes.c.author_id == author_id)
        )

    async def notes(self, review_id: str, *, author_id: str) -> list[Note]:
        """Somebody's own notes of a review, by their time."""
        rows = await self._connection.execute(
            sa.select(review_notes)
            .where(review_notes.c.review_id == review_id, review_notes.c.author_id == author_id)
            .order_by(review_notes.c.at_s, review_notes.c.id)
        )
        return [Note(**dict(row)) for row in rows.mappings()]
