"""What a proctor is shown: rows of the queue and whole reviews, by number and never by name; probes look like any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme, Rule
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Transaction
from proctor_server.db.readings import Note
from proctor_server.review.coverage import CoverageSpan
from proctor_server.review.decision import Decision, Outcome, Review, ReviewState
from proctor_server.review.incident import Incident, severity
from proctor_server.review.moments import Moment
from proctor_server.review.probes import Probe, moved_by
from proctor_server.services import probes
from proctor_server.services.concern import report_allowed
from proctor_server.services.coverage import coverage_of
from proctor_server.services.programmes import programme_of
from proctor_server.services.recordings import PartOnLine, parts_on_line


@dataclass(frozen=True, slots=True)
class QueueRowPicture:
    review: Review
    attempt: Attempt
    programme: Programme
    personal_number: str
    n_incidents: int
    severity: float
    analysis_pending: bool
    outcome: Outcome | None
    decided_at: datetime | None = None
    blind: bool = False
    shown_later: timedelta = timedelta()

    @property
    def due_at(self) -> datetime:
        return self.review.due_at


@dataclass(frozen=True, slots=True)
class Queue:
    """`n_waiting` for this proctor in all; `n_elsewhere`: reviews that are for other people to read."""

    waiting: tuple[QueueRowPicture, ...]
    decided: tuple[QueueRowPicture, ...]
    n_waiting: int
    n_elsewhere: int


@dataclass(frozen=True, slots=True)
class ReviewPicture:
    """All a proctor sees of a review: evidence by personal number, never a name.

    `report_allowed`: they may take its report out of the house.
    """

    review: Review
    attempt: Attempt
    programme: Programme
    personal_number: str
    incidents: tuple[Incident, ...]
    stills: Mapping[str, tuple[Moment, ...]]
    coverage: tuple[CoverageSpan, ...]
    parts: tuple[PartOnLine, ...]
    events: tuple[IntegrityRecord, ...]
    notes: tuple[Note, ...]
    analysis_pending: bool
    decision: Decision | None
    report_allowed: bool
    blind: bool = False
    shown_later: timedelta = timedelta()


class Pictures:
    """`labels_later`: an incident's label and score wait for the reader's first verdict."""

    def __init__(self, *, labels_later: bool) -> None:
        self.labels_later = labels_later

    async def rows(self, tx: Transaction, reviews: Sequence[Review]) -> list[QueueRowPicture]:
        ids = [review.attempt_id for review in reviews]
        numbers = await tx.attempts.personal_numbers(ids)
        weights = await tx.reviews.weights(ids)
        finished = await tx.incidents.finished(ids)
        decisions = await tx.reviews.decisions(ids)
        attempts = await tx.attempts.of_ids(ids)
        rows = []
        for review in reviews:
            attempt = attempts[review.attempt_id]
            rows.append(
                QueueRowPicture(
                    review=review,
                    attempt=attempt,
                    programme=await programme_of(tx, attempt),
                    personal_number=numbers[attempt.id],
                    n_incidents=weights[attempt.id].n_incidents,
                    severity=weights[attempt.id].severity,
                    analysis_pending=attempt.id not in finished,
                    outcome=decisions[attempt.id].outcome if attempt.id in decisions else None,
                    decided_at=decisions[attempt.id].decided_at if attempt.id in decisions else None,
                    blind=self.labels_later and review.state is not ReviewState.DECIDED,
                )
            )
        return rows

    async def picture(self, tx: Transaction, review: Review, proctor_id: str) -> ReviewPicture:
        attempt = await tx.attempts.get(review.attempt_id)
        assert attempt is not None  # noqa: S101  a foreign key holds it
        assert attempt.started_at is not None  # noqa: S101  only started attempts are reviewed
        assert attempt.closed_at is not None  # noqa: S101  only closed attempts are reviewed
        numbers = await tx.attempts.personal_numbers([attempt.id])
        segments = await tx.recordings.segments_of(attempt.id)
        incidents = await tx.incidents.of_attempt(attempt.id)
        return ReviewPicture(
            review=review,
            attempt=attempt,
            programme=await programme_of(tx, attempt),
            personal_number=numbers[attempt.id],
            incidents=tuple(incidents),
            stills=await tx.stills.of_incidents([one.id for one in incidents]),
            coverage=await coverage_of(tx, attempt, attempt.closed_at),
            parts=tuple(
                parts_on_line(await tx.recordings.parts_of(attempt.id), segments, attempt.started_at)
            ),
            events=tuple(await tx.attempts.events(attempt.id)),
            notes=tuple(await tx.readings.notes(review.id, author_id=proctor_id)),
            analysis_pending=not await tx.incidents.finished([attempt.id]),
            decision=await tx.reviews.decision(attempt.id),
            report_allowed=await report_allowed(tx, review, proctor_id),
            blind=self.labels_later and review.state is not ReviewState.DECIDED,
        )

    async def probe_picture(self, tx: Transaction, probe: Probe) -> ReviewPicture:
        """A settled attempt as a review of today: other ids, another number, later days, nobody's verdicts."""
        source = await tx.reviews.of_attempt(probe.attempt_id)
        assert source is not None  # noqa: S101  only settled reviews have known answers
        seen = await self.picture(tx, source, probe.reader_id)
        assert seen.attempt.closed_at is not None  # noqa: S101  only closed attempts are reviewed
        reader = await tx.readings.reader(probe.reader_id)
        knows = seen.attempt.candidate_id in reader.known_candidate_ids
        return replace(
            seen,
            review=probe.review,
            personal_number=probe.number,
            incidents=tuple(await tx.probes.incidents(probe)),
            notes=tuple(await tx.probes.notes(probe)),
            analysis_pending=False,
            decision=probes.decision_of(probe),
            report_allowed=probe.outcome is not None and not knows,
            blind=self.labels_later and probe.state is not ReviewState.DECIDED,
            shown_later=moved_by(seen.attempt.closed_at, probe.made_at),
        )

    async def probe_row(self, tx: Transaction, probe: Probe) -> QueueRowPicture:
        seen = await self.probe_picture(tx, probe)
        return QueueRowPicture(
            review=seen.review,
            attempt=seen.attempt,
            programme=seen.programme,
            personal_number=seen.personal_number,
            n_incidents=len(seen.incidents),
            severity=severity(seen.incidents),
            analysis_pending=False,
            outcome=probe.outcome,
            decided_at=probe.decided_at,
            blind=seen.blind,
            shown_later=seen.shown_later,
        )


def rule_of(programme: Programme, rule_id: str | None) -> Rule | None:
    return next((rule for rule in programme.rules if rule.id == rule_id), None)
