"""Ending an attempt, whoever notices: the state, the score and the review, in the caller's transaction."""

from datetime import datetime

from exam_engine.attempt import Attempt
from exam_engine.programme import Programme
from exam_engine.working_days import WorkCalendar, review_due_at
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Review, ReviewState
from proctor_server.services.calendar import calendar_in
from proctor_server.services.essay_codes import add_essays
from proctor_server.services.readings import weigh
from proctor_server.services.scoring import CLOSED, compute


async def store_closed(
    tx: Transaction,
    before: Attempt,
    after: Attempt,
    *,
    programme: Programme,
    calendar: WorkCalendar,
    now: datetime,
    actor_id: str | None = None,
) -> Attempt:
    """Store an attempt that has just closed, score it and queue its review."""
    closed = await tx.attempts.replace(before, after)
    assert closed.closed_at is not None  # noqa: S101  it has just closed
    assert closed.close_cause is not None  # noqa: S101  and this says why
    await add_essays(tx, closed, programme, now)
    await tx.results.add(closed.id, await compute(tx, closed, programme, no=1, cause=CLOSED, now=now))
    review = Review(
        id=new_id(),
        attempt_id=closed.id,
        state=ReviewState.WAITING,
        due_at=review_due_at(closed.closed_at, await calendar_in(tx, calendar)),
        version=1,
    )
    await tx.reviews.add(review)
    await weigh(tx, closed.id)
    await tx.journal.record(
        action="attempt_closed",
        subject=closed.id,
        actor_id=actor_id,
        now=now,
        details={"cause": closed.close_cause.value},
    )
    await tx.journal.wake(Topic.ATTEMPT, closed.id, now=now)
    await tx.journal.wake(Topic.QUEUE, review.id, now=now)
    return closed
