"""Which days are working days here and now: the calendar with the days an administrator has declared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from exam_engine.working_days import DayOverride, WorkCalendar, review_due_at
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.review.appeal import answer_due_at
from proctor_server.review.decision import ReviewState
from proctor_server.services.errors import UnknownDay


async def calendar_in(tx: Transaction, base: WorkCalendar) -> WorkCalendar:
    """The calendar as it stands in this transaction; declared days win over what `base` knows."""
    declared = {one.date: one for one in await tx.days.all()}
    return replace(base, overrides={**base.overrides, **declared})


class Deadline(Enum):
    """Which deadlines stand in the database and move; until when one may appeal is computed when asked."""

    REVIEW = "review"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """An open deadline that a change of the calendar has moved: of a review, or of an appeal's answer."""

    kind: Deadline
    personal_number: str
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Declared:
    """The table after a change, and the open deadlines the change has moved."""

    days: tuple[DayOverride, ...]
    moved: tuple[MovedDeadline, ...]


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
        moved = [*await _move_reviews(tx, calendar, now), *await _move_appeals(tx, calendar, now)]
        await tx.journal.record(
            action=action,
            subject=day.isoformat(),
            actor_id=actor_id,
            now=now,
            details={**details, "n_moved": len(moved)},
        )
        return Declared(tuple(await tx.days.all()), tuple(moved))


async def _move_reviews(tx: Transaction, calendar: WorkCalendar, now: datetime) -> list[MovedDeadline]:
    """Compute the due instants of all undecided reviews anew; each that moves is logged."""
    moved = []
    for review in await tx.reviews.undecided():
        attempt = await tx.attempts.get(review.attempt_id)
        if attempt is None or attempt.closed_at is None or review.state is ReviewState.DECIDED:
            continue
        due_at = review_due_at(attempt.closed_at, calendar)
        if due_at != review.due_at:
            await tx.reviews.set_due(review.id, due_at)
            await tx.journal.wake(Topic.QUEUE, review.id, now=now)
            moved.append(await _logged(tx, Deadline.REVIEW, review.attempt_id, review.due_at, due_at, now))
    return moved


async def _move_appeals(tx: Transaction, calendar: WorkCalendar, now: datetime) -> list[MovedDeadline]:
    """Compute anew by when every open appeal is to be answered; each that moves is logged."""
    moved = []
    for appeal in await tx.appeals.open():
        due_at = answer_due_at(appeal.lodged_at, calendar)
        if due_at != appeal.due_at:
            await tx.appeals.replace(appeal, replace(appeal, due_at=due_at, version=appeal.version + 1))
            moved.append(await _logged(tx, Deadline.APPEAL, appeal.attempt_id, appeal.due_at, due_at, now))
    return moved


async def _logged(
    tx: Transaction, kind: Deadline, attempt_id: str, before: datetime, after: datetime, now: datetime
) -> MovedDeadline:
    await tx.journal.record(
        action=f"{kind.value}_due_moved",
        subject=attempt_id,
        actor_id=None,
        now=now,
        details={"from": before.isoformat(), "to": after.isoformat()},
    )
    numbers = await tx.attempts.personal_numbers([attempt_id])
    return MovedDeadline(kind, numbers[attempt_id], before, after)
