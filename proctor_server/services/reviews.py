"""A proctor's work: the queue, a review with its evidence, verdicts, and the decision that releases a result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt, decide_release
from exam_engine.programme import Programme, Rule
from proctor_server.bus.wakeups import Topic
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Database, Transaction
from proctor_server.review.coverage import CoverageSpan
from proctor_server.review.decision import (
    Decision,
    Outcome,
    Review,
    ReviewState,
    decide_claim,
    decide_decision,
    decide_unclaim,
    decide_verdict,
)
from proctor_server.review.incident import Incident, IncidentVerdict, severity
from proctor_server.review.queue import order
from proctor_server.services.coverage import coverage_of
from proctor_server.services.errors import AnalysisPending, UnknownIncident, UnknownReview
from proctor_server.services.programmes import programme_of
from proctor_server.services.recordings import PartOnLine, parts_on_line

N_DECIDED_SHOWN = 50
CLAIM_LEASE = timedelta(minutes=30)
SAME_LOOK = timedelta(minutes=10)
"""A page that refreshes itself is one look in the audit, not a hundred."""


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

    @property
    def due_at(self) -> datetime:
        return self.review.due_at


@dataclass(frozen=True, slots=True)
class ReviewPicture:
    """All a proctor sees of a review: evidence by personal number, never a name."""

    review: Review
    attempt: Attempt
    programme: Programme
    personal_number: str
    incidents: tuple[Incident, ...]
    still_ids: frozenset[str]
    coverage: tuple[CoverageSpan, ...]
    parts: tuple[PartOnLine, ...]
    events: tuple[IntegrityRecord, ...]
    analysis_pending: bool
    decision: Decision | None


class ReviewService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self) -> tuple[list[QueueRowPicture], list[QueueRowPicture]]:
        """The reviews to be done, the most urgent first, and those decided lately."""
        async with self._database.read() as tx:
            waiting = await self._rows(tx, await tx.reviews.undecided())
            decided = await self._rows(tx, await tx.reviews.decided(N_DECIDED_SHOWN))
        return order(waiting), decided

    async def _rows(self, tx: Transaction, reviews: Sequence[Review]) -> list[QueueRowPicture]:
        ids = [review.attempt_id for review in reviews]
        numbers = await tx.attempts.personal_numbers(ids)
        incidents = await tx.incidents.of_attempts(ids)
        finished = await tx.incidents.finished(ids)
        decisions = await tx.reviews.decisions(ids)
        rows = []
        for review in reviews:
            attempt = await tx.attempts.get(review.attempt_id)
            assert attempt is not None  # noqa: S101  a foreign key holds it
            found = incidents.get(attempt.id, [])
            rows.append(
                QueueRowPicture(
                    review=review,
                    attempt=attempt,
                    programme=await programme_of(tx, attempt),
                    personal_number=numbers[attempt.id],
                    n_incidents=len(found),
                    severity=severity(found),
                    analysis_pending=attempt.id not in finished,
                    outcome=decisions[attempt.id].outcome if attempt.id in decisions else None,
                )
            )
        return rows

    async def picture(self, review_id: str, *, proctor_id: str, now: datetime) -> ReviewPicture:
        """Read a review; that a proctor looked is written to the audit."""
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            looked = await tx.journal.has(
                action="review_viewed",
                subject=review.attempt_id,
                actor_id=proctor_id,
                since=now - SAME_LOOK,
            )
            if not looked:
                await tx.journal.record(
                    action="review_viewed", subject=review.attempt_id, actor_id=proctor_id, now=now
                )
            return await self._picture(tx, review)

    async def still_key(self, incident_id: str) -> str | None:
        async with self._database.read() as tx:
            return await tx.incidents.still_key(incident_id)

    async def claim(self, review_id: str, *, proctor_id: str, now: datetime) -> ReviewPicture:
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            await self._move(
                tx, review, decide_claim(review, proctor_id=proctor_id, now=now, lease=CLAIM_LEASE), now
            )
            await tx.journal.record(
                action="review_claimed", subject=review.attempt_id, actor_id=proctor_id, now=now
            )
            return await self._picture(tx, await _review(tx, review_id))

    async def give_back(self, review_id: str, *, proctor_id: str, now: datetime) -> None:
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            await self._move(tx, review, decide_unclaim(review, proctor_id=proctor_id), now)

    async def judge(
        self,
        review_id: str,
        incident_id: str,
        *,
        verdict: IncidentVerdict,
        reason: str,
        proctor_id: str,
        now: datetime,
    ) -> Incident:
        """Confirm or dismiss one incident; it may be changed until the decision is signed."""
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            incident = await tx.incidents.get(incident_id)
            if incident is None or incident.attempt_id != review.attempt_id:
                raise UnknownIncident(incident_id)
            judged = decide_verdict(
                review, incident, verdict=verdict, note=reason, proctor_id=proctor_id, now=now
            )
            await tx.incidents.put_verdict(incident, judged)
            await tx.journal.record(
                action="incident_judged",
                subject=incident_id,
                actor_id=proctor_id,
                now=now,
                details={"verdict": verdict.value},
            )
            return judged

    async def decide(
        self,
        review_id: str,
        *,
        outcome: Outcome,
        rule_id: str | None,
        reason: str,
        proctor_id: str,
        now: datetime,
    ) -> ReviewPicture:
        """Sign the decision and release the result, in one transaction.

        Raises:
            AnalysisPending: the recording is not analysed to its end yet.
            And what `decide_decision` raises.
        """
        async with self._database.write() as tx:
            review = await _review(tx, review_id)
            attempt = await tx.attempts.get(review.attempt_id)
            assert attempt is not None  # noqa: S101  a foreign key holds it
            if review.state is not ReviewState.DECIDED and not await tx.incidents.finished([attempt.id]):
                raise AnalysisPending
            programme = await programme_of(tx, attempt)
            after, decision = decide_decision(
                review,
                await tx.incidents.of_attempt(attempt.id),
                outcome=outcome,
                rule_id=rule_id,
                rule_ids=frozenset(rule.id for rule in programme.rules),
                reason=reason,
                proctor_id=proctor_id,
                now=now,
            )
            await tx.reviews.add_decision(decision)
            await self._move(tx, review, after, now)
            await tx.attempts.replace(attempt, decide_release(attempt, now))
            await tx.results.release(attempt.id, now)
            await tx.journal.record(
                action="decision_signed",
                subject=attempt.id,
                actor_id=proctor_id,
                now=now,
                details={"outcome": outcome.value, "rule_id": rule_id},
            )
            await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)
            return await self._picture(tx, await _review(tx, review_id))

    async def _move(self, tx: Transaction, before: Review, after: Review, now: datetime) -> None:
        if after != before:
            await tx.reviews.replace(before, after)
            await tx.journal.wake(Topic.QUEUE, before.id, now=now)

    async def _picture(self, tx: Transaction, review: Review) -> ReviewPicture:
        attempt = await tx.attempts.get(review.attempt_id)
        assert attempt is not None  # noqa: S101  a foreign key holds it
        assert attempt.started_at is not None  # noqa: S101  only started attempts are reviewed
        assert attempt.closed_at is not None  # noqa: S101  only closed attempts are reviewed
        numbers = await tx.attempts.personal_numbers([attempt.id])
        segments = await tx.recordings.segments_of(attempt.id)
        return ReviewPicture(
            review=review,
            attempt=attempt,
            programme=await programme_of(tx, attempt),
            personal_number=numbers[attempt.id],
            incidents=tuple(await tx.incidents.of_attempt(attempt.id)),
            still_ids=frozenset(await tx.incidents.still_keys(attempt.id)),
            coverage=await coverage_of(tx, attempt, attempt.closed_at),
            parts=tuple(
                parts_on_line(await tx.recordings.parts_of(attempt.id), segments, attempt.started_at)
            ),
            events=tuple(await tx.attempts.events(attempt.id)),
            analysis_pending=not await tx.incidents.finished([attempt.id]),
            decision=await tx.reviews.decision(attempt.id),
        )


async def _review(tx: Transaction, review_id: str) -> Review:
    review = await tx.reviews.get(review_id)
    if review is None:
        raise UnknownReview(review_id)
    return review


def rule_of(programme: Programme, rule_id: str | None) -> Rule | None:
    return next((rule for rule in programme.rules if rule.id == rule_id), None)
