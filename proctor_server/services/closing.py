"""Ending an attempt, whoever notices: the state, the score and the review, in the caller's transaction."""

from datetime import datetime

from exam_engine.attempt import Attempt, AttemptState, CloseCause, Phase, decide_close, phase_at
from exam_engine.programme import Programme, load_programme
from exam_engine.scoring import Score, score
from exam_engine.working_days import WorkCalendar, review_due_at
from item_bank.choice_items import RESPONSE
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.review.decision import Review, ReviewState


async def close_attempt(
    tx: Transaction, attempt: Attempt, *, cause: CloseCause, calendar: WorkCalendar, now: datetime
) -> Attempt:
    """Close a running attempt, score it and queue its review; an attempt closed before is returned as it is."""
    after = decide_close(attempt, cause=cause, now=now)
    if after == attempt:
        return attempt
    closed = await tx.attempts.replace(attempt, after)
    programme = load_programme(closed.programme_id)
    await tx.reviews.add_result(closed.id, await score_attempt(tx, closed, programme), now)
    assert closed.closed_at is not None  # noqa: S101  decide_close has just set it
    assert closed.close_cause is not None  # noqa: S101  and this
    review = Review(
        id=new_id(),
        attempt_id=closed.id,
        state=ReviewState.WAITING,
        due_at=review_due_at(closed.closed_at, calendar),
        version=1,
    )
    await tx.reviews.add(review)
    await tx.journal.record(
        action="attempt_closed",
        subject=closed.id,
        actor_id=closed.candidate_id if cause is CloseCause.SUBMITTED else None,
        now=now,
        details={"cause": closed.close_cause.value},
    )
    await tx.journal.wake(Topic.ATTEMPT, closed.id, now=now)
    await tx.journal.wake(Topic.QUEUE, review.id, now=now)
    return closed


async def score_attempt(tx: Transaction, attempt: Attempt, programme: Programme) -> Score:
    form = await tx.attempts.form(attempt.id)
    given = await tx.responses.all_current(attempt.id)
    keys = await tx.items.keys([slot.version_id for slot in form])
    nothing: frozenset[str] = frozenset()
    return score(
        programme,
        (
            (
                slot.section_id,
                frozenset(given[slot.slot].answers.get(RESPONSE, ())) if slot.slot in given else nothing,
                keys[slot.version_id],
            )
            for slot in form
        ),
    )


def is_due(attempt: Attempt, now: datetime) -> bool:
    """Whether the time of a running attempt is over, its grace included."""
    if attempt.state is not AttemptState.RUNNING:
        return False
    return phase_at(attempt, load_programme(attempt.programme_id).grace, now) is Phase.OVER
