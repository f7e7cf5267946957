"""Reviews and decisions at rest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import decisions, reviews
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Decision, Outcome, Review, ReviewState

_DECISION = ("review_id", "attempt_id", "rule_id", "reason", "decided_by", "decided_at")


def _review_columns(review: Review) -> dict[str, Any]:
    return {
        "attempt_id": review.attempt_id,
        "state": review.state.value,
        "due_at": review.due_at,
        "claimed_by": review.claimed_by,
        "lease_until": review.lease_until,
    }


def _review(row: Mapping[str, Any]) -> Review:
    return Review(**{**row, "state": ReviewState(row["state"])})


class ReviewStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, review: Review) -> None:
        await self._connection.execute(
            reviews.insert().values(id=review.id, version=review.version, **_review_columns(review))
        )

    async def get(self, review_id: str) -> Review | None:
        found = await self._reviews(reviews.c.id == review_id)
        return found[0] if found else None

    async def of_attempt(self, attempt_id: str) -> Review | None:
        found = await self._reviews(reviews.c.attempt_id == attempt_id)
        return found[0] if found else None

    async def undecided(self) -> list[Review]:
        return await self._reviews(reviews.c.state != ReviewState.DECIDED.value)

    async def decided(self, limit: int) -> list[Review]:
        rows = await self._connection.execute(
            sa.select(reviews)
            .join(decisions, decisions.c.review_id == reviews.c.id)
            .where(reviews.c.state == ReviewState.DECIDED.value)
            .order_by(decisions.c.decided_at.desc())
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
                    sa.select(sa.func.count())
                    .select_from(reviews)
                    .where(reviews.c.state != ReviewState.DECIDED.value, reviews.c.due_at <= now)
                )
            ).scalar_one()
        )

    async def add_decision(self, decision: Decision) -> None:
        await self._connection.execute(
            decisions.insert().values(
                id=new_id(),
                review_id=decision.review_id,
                attempt_id=decision.attempt_id,
                outcome=decision.outcome.value,
                rule_id=decision.rule_id,
                reason=decision.reason,
                decided_by=decision.decided_by,
                decided_at=decision.decided_at,
            )
        )

    async def decisions(self, attempt_ids: Sequence[str]) -> dict[str, Decision]:
        """The newest decision of each attempt that has one."""
        rows = await self._connection.execute(
            sa.select(decisions)
            .where(decisions.c.attempt_id.in_(attempt_ids))
            .order_by(decisions.c.decided_at, decisions.c.id)
        )
        return {
            row["attempt_id"]: Decision(
                **{name: row[name] for name in _DECISION}, outcome=Outcome(row["outcome"])
            )
            for row in rows.mappings()
        }

    async def decision(self, attempt_id: str) -> Decision | None:
        return (await self.decisions([attempt_id])).get(attempt_id)
