"""Reviews and decisions at rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import attempts, decisions, readings, reviews, signal_folds
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Decision, Outcome, Review, ReviewState, Round
from proctor_server.review.rounds import Reader


@dataclass(frozen=True, slots=True)
class Weight:
    """`incident.severity` of an attempt's incidents, and how many there are."""

    severity: float
    n_incidents: int


_DECISION = ("review_id", "attempt_id", "rule_id", "reason", "decided_by", "decided_at")


def _review_columns(review: Review) -> dict[str, Any]:
    return {
        "attempt_id": review.attempt_id,
        "state": review.state.value,
        "round": review.round.value,
        "due_at": review.due_at,
        "claimed_by": review.claimed_by,
        "lease_until": review.lease_until,
    }


_REVIEW = ("id", "attempt_id", "due_at", "claimed_by", "lease_until", "version")


def _review(row: Mapping[str, Any]) -> Review:
    return Review(
        **{name: row[name] for name in _REVIEW}, state=ReviewState(row["state"]), round=Round(row["round"])
    )


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(**{name: row[name] for name in _DECISION}, outcome=Outcome(row["outcome"]))


UNDECIDED = reviews.c.state != sa.literal_column("'decided'")
"""As the index of undecided reviews says it, or it would not be used."""


def _readable(reader: Reader) -> sa.ColumnElement[bool]:
    read = sa.exists().where(readings.c.review_id == reviews.c.id, readings.c.reader_id == reader.id)
    known = sa.select(attempts.c.id).where(attempts.c.candidate_id.in_(sorted(reader.known_candidate_ids)))
    return sa.and_(
        UNDECIDED,
        sa.not_(read),
        reviews.c.attempt_id.not_in(known),
        sa.true() if reader.is_senior else reviews.c.round != Round.SENIOR.value,
    )


class ReviewStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, review: Review) -> None:
        await self._connection.execute(
            reviews.insert().values(
                id=review.id,
                version=review.version,
                severity=0.0,
                n_incidents=0,
                **_review_columns(review),
            )
        )

    async def get(self, review_id: str) -> Review | None:
        found = await self._reviews(reviews.c.id == review_id)
        return found[0] if found else None

    async def of_attempt(self, attempt_id: str) -> Review | None:
        found = await self._reviews(reviews.c.attempt_id == attempt_id)
        return found[0] if found else None

    async def undecided(self, *, limit: int | None = None) -> list[Review]:
        """The reviews to be done: the earliest due first, then the heaviest."""
        rows = await self._connection.execute(
            sa.select(reviews)
            .where(UNDECIDED)
            .order_by(reviews.c.due_at, reviews.c.severity.desc(), reviews.c.id)
            .limit(limit)
        )
        return [_review(dict(row)) for row in rows.mappings()]

    async def readable(self, reader: Reader, *, limit: int) -> list[Review]:
        """What a person may read (`rounds.may_read`): the earliest due first, then the heaviest."""
        rows = await self._connection.execute(
            sa.select(reviews)
            .where(_readable(reader))
            .order_by(reviews.c.due_at, reviews.c.severity.desc(), reviews.c.id)
            .limit(limit)
        )
        return [_review(dict(row)) for row in rows.mappings()]

    async def first_free(self, reader: Reader, now: datetime) -> Review | None:
        """The most urgent review that a person may read, whose recording is analysed and that nobody else holds."""
        held = sa.and_(reviews.c.claimed_by != reader.id, reviews.c.lease_until > now)
        analysed = sa.exists().where(
            signal_folds.c.attempt_id == reviews.c.attempt_id, signal_folds.c.finished
        )
        rows = await self._connection.execute(
            sa.select(reviews)
            .where(_readable(reader), sa.not_(sa.func.coalesce(held, sa.false())), analysed)
            .order_by(reviews.c.due_at, reviews.c.severity.desc(), reviews.c.id)
            .limit(1)
        )
        row = rows.mappings().first()
        return None if row is None else _review(dict(row))

    async def n_readable(self, reader: Reader) -> int:
        query = sa.select(sa.func.count()).select_from(reviews).where(_readable(reader))
        return int((await self._connection.execute(query)).scalar_one())

    async def n_undecided(self) -> int:
        query = sa.select(sa.func.count()).where(UNDECIDED)
        return int((await self._connection.execute(query)).scalar_one())

    async def candidate_of(self, review_id: str) -> str:
        """The candidate whose attempt is reviewed."""
        query = (
            sa.select(attempts.c.candidate_id)
            .join(reviews, reviews.c.attempt_id == attempts.c.id)
            .where(reviews.c.id == review_id)
        )
        return str((await self._connection.execute(query)).scalar_one())

    async def due_instants(self) -> list[datetime]:
        """When each undecided review is due."""
        rows = await self._connection.execute(sa.select(reviews.c.due_at).where(UNDECIDED))
        return list(rows.scalars())

    async def weigh(self, attempt_id: str, *, severity: float, n_incidents: int) -> None:
        """Note how heavy an attempt's incidents are: the queue is ordered by it."""
        await self._connection.execute(
            reviews.update()
            .where(reviews.c.attempt_id == attempt_id)
            .values(severity=severity, n_incidents=n_incidents)
        )

    async def weights(self, attempt_ids: Sequence[str]) -> dict[str, Weight]:
        """How heavy the incidents of attempts are, as `weigh` noted it."""
        rows = await self._connection.execute(
            sa.select(reviews.c.attempt_id, reviews.c.severity, reviews.c.n_incidents).where(
                reviews.c.attempt_id.in_(attempt_ids)
            )
        )
        return {attempt_id: Weight(weight, n) for attempt_id, weight, n in rows}

    async def set_due(self, review_id: str, due_at: datetime) -> None:
        """Move a due instant: the calendar has changed."""
        await self._connection.execute(
            reviews.update().where(reviews.c.id == review_id).values(due_at=due_at)
        )

    async def decided(self, limit: int) -> list[Review]:
        """What was decided, the newest decision first; a review decided anew stands there once."""
        decided_at = sa.func.max(decisions.c.decided_at).label("decided_at")
        newest = sa.select(decisions.c.review_id, decided_at).group_by(decisions.c.review_id).subquery()
        rows = await self._connection.execute(
            sa.select(reviews)
            .join(newest, newest.c.review_id == reviews.c.id)
            .where(reviews.c.state == ReviewState.DECIDED.value)
            .order_by(newest.c.decided_at.desc())
            .limit(limit)
        )
        return [_review(dict(row)) for row in rows.mappings()]

    async def _reviews(self, condition: sa.ColumnElement[bool]) -> list[Review]:
        rows = await self._connection.execute(
            sa.select(reviews).where(condition).order_by(reviews.c.due_at, reviews.c.id)
        )
        return [_review(dict(row)) for row in rows.mappings()]

    async def replace(self, before: Review, after: Review) -> None:
        """Store `after` by compare-and-swap.

        Raises:
            ConcurrentChange: somebody changed the review since `before` was read.
        """
        done = await self._connection.execute(
            reviews.update()
            .where(reviews.c.id == before.id, reviews.c.version == before.version)
            .values(version=before.version + 1, **_review_columns(after))
        )
        if done.rowcount != 1:
            raise ConcurrentChange(before.id)

    async def counts_by_state(self) -> dict[str, int]:
        rows = await self._connection.execute(
            sa.select(reviews.c.state, sa.func.count()).group_by(reviews.c.state)
        )
        return {row[0]: row[1] for row in rows}

    async def n_overdue(self, now: datetime) -> int:
        return int(
            (
                await self._connection.execute(
                    sa.select(sa.func.count()).select_from(reviews).where(UNDECIDED, reviews.c.due_at <= now)
                )
            ).scalar_one()
        )

    async def add_decision(self, decision: Decision) -> str:
        """Add a decision; returns its row's id."""
        decision_id = new_id()
        await self._connection.execute(
            decisions.insert().values(
                id=decision_id,
                review_id=decision.review_id,
                attempt_id=decision.attempt_id,
                outcome=decision.outcome.value,
                rule_id=decision.rule_id,
                reason=decision.reason,
                decided_by=decision.decided_by,
                decided_at=decision.decided_at,
            )
        )
        return decision_id

    async def decisions(
        self, attempt_ids: Sequence[str], *, until: datetime | None = None
    ) -> dict[str, Decision]:
        """The newest decision of each attempt that has one, made `until` an instant where that is given."""
        in_time = sa.true() if until is None else decisions.c.decided_at <= until
        rows = await self._connection.execute(
            sa.select(decisions)
            .where(decisions.c.attempt_id.in_(attempt_ids), in_time)
            .order_by(decisions.c.decided_at, decisions.c.id)
        )
        return {row["attempt_id"]: _decision(dict(row)) for row in rows.mappings()}

    async def history(self, attempt_id: str) -> list[Decision]:
        """Every decision ever made about an attempt, the first one first; the last one stands."""
        rows = await self._connection.execute(
            sa.select(decisions)
            .where(decisions.c.attempt_id == attempt_id)
            .order_by(decisions.c.decided_at, decisions.c.id)
        )
        return [_decision(dict(row)) for row in rows.mappings()]

    async def deciders(self, attempt_id: str) -> frozenset[str]:
        """Everybody who ever decided about an attempt, by decisions since replaced too."""
        found = await self._connection.execute(
            sa.select(decisions.c.decided_by).where(decisions.c.attempt_id == attempt_id)
        )
        return frozenset(found.scalars())

    async def decision(self, attempt_id: str, *, until: datetime | None = None) -> Decision | None:
        """The newest decision, or the one that stood at an instant."""
        return (await self.decisions([attempt_id], until=until)).get(attempt_id)
