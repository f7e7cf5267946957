"""Known answers at rest: what seniors know of settled incidents, and what readers said of them unawares."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.incidents import incident_from
from proctor_server.db.readings import Note
from proctor_server.db.tables import (
    attempts,
    incidents,
    known_answers,
    probe_answers,
    probe_notes,
    probes,
    readings,
    recording_keys,
    reviews,
)
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.review.decision import Outcome, ReviewState
from proctor_server.review.incident import Incident, IncidentVerdict, VerdictReason
from proctor_server.review.probes import KnownAnswer, Probe, ProbeAnswer
from proctor_server.review.rounds import Reader

_PLAIN = ("id", "attempt_id", "reader_id", "number", "made_at", "due_at", "lease_until")
_DECIDED = ("rule_id", "reason", "decided_at", "version")


def _probe(row: Mapping[str, Any]) -> Probe:
    return Probe(
        **{name: row[name] for name in (*_PLAIN, *_DECIDED)},
        state=ReviewState(row["state"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
    )


def _columns(probe: Probe) -> dict[str, Any]:
    return {
        **{name: getattr(probe, name) for name in (*_PLAIN, *_DECIDED)},
        "state": probe.state.value,
        "outcome": None if probe.outcome is None else probe.outcome.value,
    }


class ProbeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def mark(self, known: KnownAnswer) -> None:
        """Write an answer down; one that was written before is replaced."""
        await self._connection.execute(
            known_answers.delete().where(known_answers.c.incident_id == known.incident_id)
        )
        values = {name: getattr(known, name) for name in KnownAnswer.__dataclass_fields__}
        await self._connection.execute(known_answers.insert().values(**values))

    async def withdraw(self, incident_id: str, now: datetime) -> bool:
        """Let no more probes be made of an answer; False if there is none in use."""
        done = await self._connection.execute(
            known_answers.update()
            .where(known_answers.c.incident_id == incident_id, known_answers.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )
        return bool(done.rowcount)

    async def known(self, attempt_id: str | None = None) -> list[KnownAnswer]:
        """The answers in use, the newest first; of one attempt if it is named."""
        of_attempt = sa.true() if attempt_id is None else known_answers.c.attempt_id == attempt_id
        rows = await self._connection.execute(
            sa.select(*[known_answers.c[name] for name in KnownAnswer.__dataclass_fields__])
            .where(known_answers.c.withdrawn_at.is_(None), of_attempt)
            .order_by(known_answers.c.marked_at.desc(), known_answers.c.incident_id)
        )
        return [KnownAnswer(**row) for row in rows.mappings()]

    async def unmet(self, reader: Reader) -> list[str]:
        """Attempts with known answers that a reader has neither read nor met, of nobody they know; recordings live."""
        read = (
            sa.select(reviews.c.attempt_id)
            .join(readings, readings.c.review_id == reviews.c.id)
            .where(readings.c.reader_id == reader.id)
        )
        met = sa.select(probes.c.attempt_id).where(probes.c.reader_id == reader.id)
        gone = sa.select(recording_keys.c.attempt_id).where(recording_keys.c.wrapped.is_(None))
        found = await self._connection.execute(
            sa.select(known_answers.c.attempt_id)
            .distinct()
            .join(attempts, attempts.c.id == known_answers.c.attempt_id)
            .where(known_answers.c.withdrawn_at.is_(None), known_answers.c.marked_by != reader.id)
            .where(known_answers.c.attempt_id.not_in(read), known_answers.c.attempt_id.not_in(met))
            .where(known_answers.c.attempt_id.not_in(gone))
            .where(attempts.c.candidate_id.not_in(sorted(reader.known_candidate_ids)))
            .order_by(known_answers.c.attempt_id)
        )
        return list(found.scalars())

    async def add(self, probe: Probe, answers: Sequence[KnownAnswer]) -> None:
        """Put a probe into its reader's queue, with the incidents that are asked about."""
        await self._connection.execute(probes.insert().values(**_columns(probe)))
        await self._connection.execute(
            probe_answers.insert(),
            [
                {
                    "probe_id": probe.id,
                    "incident_id": one.incident_id,
                    "is_violation": one.is_violation,
                    "note": "",
                }
                for one in answers
            ],
        )

    async def get(self, probe_id: str, reader_id: str) -> Probe | None:
        """The probe of that id, if it is this reader's."""
        found = await self._probes(probes.c.id == probe_id, probes.c.reader_id == reader_id)
        return found[0] if found else None

    async def any(self, probe_id: str) -> Probe | None:
        """The probe of that id, whosever it is."""
        found = await self._probes(probes.c.id == probe_id)
        return found[0] if found else None

    async def of_reader(self, reader_id: str) -> list[Probe]:
        """A reader's probes: the open ones by their due instant, then the decided ones, the newest first."""
        found = await self._probes(probes.c.reader_id == reader_id)
        open_ = [one for one in found if one.state is not ReviewState.DECIDED]
        return [*open_, *(one for one in reversed(found) if one.state is ReviewState.DECIDED)]

    async def _probes(self, *conditions: sa.ColumnElement[bool]) -> list[Probe]:
        rows = await self._connection.execute(
            sa.select(probes).where(*conditions).order_by(probes.c.due_at, probes.c.id)
        )
        return [_probe(dict(row)) for row in rows.mappings()]

    async def replace(self, before: Probe, after: Probe) -> Probe:
        """Store `after` by compare-and-swap.

        Raises:
            ConcurrentChange: the probe was changed since `before` was read.
        """
        stored = replace(after, version=before.version + 1)
        done = await self._connection.execute(
            probes.update()
            .where(probes.c.id == before.id, probes.c.version == before.version)
            .values(**_columns(stored))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)
        return stored

    async def incidents(self, probe: Probe) -> list[Incident]:
        """The incidents that are asked about, as the reader meets them: with their own verdicts or none."""
        rows = await self._connection.execute(
            sa.select(
                incidents,
                probe_answers.c.verdict.label("said"),
                probe_answers.c.reason.label("said_why"),
                probe_answers.c.note.label("said_note"),
            )
            .join(probe_answers, probe_answers.c.incident_id == incidents.c.id)
            .where(probe_answers.c.probe_id == probe.id)
            .order_by(incidents.c.t0_s, incidents.c.id)
        )
        return [
            replace(
                incident_from(dict(row)),
                attempt_id=probe.id,
                verdict=None if row["said"] is None else IncidentVerdict(row["said"]),
                verdict_reason=None if row["said_why"] is None else VerdictReason(row["said_why"]),
                note=row["said_note"],
                verdict_by=None,
                verdict_at=None,
            )
            for row in rows.mappings()
        ]

    async def answer(self, probe: Probe, judged: Incident, now: datetime) -> None:
        """Keep a verdict; the first one stays on record whatever is said later."""
        said = None if judged.verdict is None else judged.verdict.value
        mine = sa.and_(probe_answers.c.probe_id == probe.id, probe_answers.c.incident_id == judged.id)
        why = None if judged.verdict_reason is None else judged.verdict_reason.value
        await self._connection.execute(
            probe_answers.update().where(mine).values(verdict=said, reason=why, note=judged.note)
        )
        if said is not None:
            await self._connection.execute(
                probe_answers.update()
                .where(mine, probe_answers.c.first_verdict.is_(None))
                .values(first_verdict=said, first_at=now)
            )

    async def answers_since(self, instant: datetime) -> list[ProbeAnswer]:
        """Every first verdict on a known answer since an instant."""
        rows = await self._connection.execute(
            sa.select(probes.c.reader_id, probe_answers.c.is_violation, probe_answers.c.first_verdict)
            .join(probes, probes.c.id == probe_answers.c.probe_id)
            .where(probe_answers.c.first_at >= instant)
            .order_by(probe_answers.c.first_at)
        )
        return [ProbeAnswer(reader_id, truth, IncidentVerdict(said)) for reader_id, truth, said in rows]

    async def add_note(self, note: Note) -> None:
        await self._connection.execute(
            probe_notes.insert().values(
                id=note.id,
                probe_id=note.review_id,
                at_s=note.at_s,
                text=note.text,
                written_at=note.written_at,
            )
        )

    async def remove_note(self, note_id: str, *, author_id: str) -> None:
        mine = sa.select(probes.c.id).where(probes.c.reader_id == author_id)
        await self._connection.execute(
            probe_notes.delete().where(probe_notes.c.id == note_id, probe_notes.c.probe_id.in_(mine))
        )

    async def notes(self, probe: Probe) -> list[Note]:
        """The reader's notes, by their time."""
        rows = await self._connection.execute(
            sa.select(probe_notes)
            .where(probe_notes.c.probe_id == probe.id)
            .order_by(probe_notes.c.at_s, probe_notes.c.id)
        )
        return [
            Note(row["id"], probe.id, probe.reader_id, row["at_s"], row["text"], row["written_at"])
            for row in rows.mappings()
        ]
