"""Which days are working days here and now: the calendar with the days an administrator has declared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from exam_engine.working_days import DayOverride, WorkCalendar, review_due_at
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.review.decision import ReviewState
from proctor_server.services.errors import UnknownDay


async def calendar_in(tx: Transaction, base: WorkCalendar) -> WorkCalendar:
    """The calendar as it stands in this transaction; declared days win over what `base` knows."""
    declared = {one.date: one for one in await tx.days.all()}
    return replace(base, overrides={**base.overrides, **declared})


@dataclass(frozen=True, slots=True)
class Declared:
    """The table after a change, and how many open deadlines the change has moved."""

    days: tuple[DayOverride, ...]
    n_moved: int


class DayService:
    """The editable table of days off and working days; every change moves the deadlines that are open."""

    def __init__(self, database: Database, calendar: WorkCalendar) -> None:
        self._database = database
        self._calendar = calendar

    async def all(self) -> Sequence[DayOverride]:
        async with self._database.read() as tx:
            return await tx.days.all()

    async def declare(self, override: DayOverride, *, actor_id: str, now: datetime) -> Declared:
        """Write a day down with its act, or correct what stands there."""
        async with self._database.write() as tx:
            await tx.days.declare(override, declared_by=actor_id, now=now)
            details = {"kind": override.kind.value, "act": override.act}
            return await self._moved(tx, "day_declared", override.date, details, actor_id, now)

    async def withdraw(self, day: date, *, actor_id: str, now: datetime) -> Declared:
        """Take a declared day back.

        Raises:
            UnknownDay: nothing is declared for it.
        """
        async with self._database.write() as tx:
            if not await tx.days.withdraw(day):
                raise UnknownDay(day.isoformat())
            return await self._moved(tx, "day_withdrawn", day, {}, actor_id, now)

    async def _moved(
        self, tx: Transaction, action: str, day: date, details: dict[str, str], actor_id: str, now: datetime
    ) -> Declared:
        calendar = await calendar_in(tx, self._calendar)
        n_moved = await _move_deadlines(tx, calendar, now)
        await tx.journal.record(
            action=action,
            subject=day.isoformat(),
            actor_id=actor_id,
            now=now,
            details={**details, "n_moved": n_moved},
        )
        return Declared(tuple(await tx.days.all()), n_moved)


async def _move_deadlines(tx: Transaction, calendar: WorkCalendar, now: datetime) -> int:
    """Compute the due instants of all undecided reviews anew; each that moves is logged."""
    n_moved = 0
    for review in await tx.reviews.undecided():
        attempt = await tx.attempts.get(review.attempt_id)
        if attempt is None or attempt.closed_at is None or review.state is ReviewState.DECIDED:
            continue
        due_at = review_due_at(attempt.closed_at, calendar)
        if due_at != review.due_at:
            n_moved += 1
            await tx.reviews.set_due(review.id, due_at)
            await tx.journal.record(
                action="review_due_moved",
                subject=review.attempt_id,
                actor_id=None,
                now=now,
                details={"from": review.due_at.isoformat(), "to": due_at.isoformat()},
            )
            await tx.journal.wake(Topic.QUEUE, review.id, now=now)
    return n_moved
