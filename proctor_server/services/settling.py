"""Bringing an attempt to where time has taken it, whoever looks: a job, a reader, a writer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from exam_engine.added_time import Addition, Ground, Outage, additions, credit_outages, gaps
from exam_engine.attempt import Attempt, AttemptState
from exam_engine.course import next_change_at, settle
from exam_engine.programme import Programme
from exam_engine.working_days import WorkCalendar
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Transaction
from proctor_server.db.journal import Life
from proctor_server.services.closing import store_closed
from proctor_server.services.programmes import programme_of

BEFORE_THE_START = timedelta(minutes=1)
OUTAGE_REASON = "server outage"
CREDITED = "outage_credited"


async def settled_in(tx: Transaction, attempt: Attempt, *, calendar: WorkCalendar, now: datetime) -> Attempt:
    """Do what time alone has done by `now`, in the caller's transaction; doing it again changes nothing."""
    programme = await programme_of(tx, attempt)
    if not is_due(attempt, programme, now):
        return attempt
    after = settle(attempt, grace=programme.grace, now=now, outages=await _outages(tx, attempt, now))
    if after is attempt:
        return attempt
    await _record_credits(tx, attempt, after, now)
    if after.is_closed:
        return await store_closed(tx, attempt, after, programme=programme, calendar=calendar, now=now)
    await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)
    return await tx.attempts.replace(attempt, after)


async def credit_all(tx: Transaction, running: Sequence[Attempt], now: datetime) -> None:
    """Give running attempts back what outages of ours took, before anything else is decided on them.

    All at once, in a handful of statements: nobody gets in before it is done, and there may be thousands.
    """
    started = [attempt.started_at for attempt in running if attempt.started_at is not None]
    lives = await tx.journal.lives(min(started, default=now) - BEFORE_THE_START, now)
    pairs = [(attempt, credit_outages(attempt, _outages_of(attempt, lives))) for attempt in running]
    changed = [(before, after) for before, after in pairs if after is not before]
    if not changed:
        return
    credits = {before.id: additions(before, after) for before, after in changed}
    await tx.added_time.record_all(
        credits, ground=Ground.SERVER_OUTAGE, author_id=None, reason=OUTAGE_REASON, now=now
    )
    entries = [(attempt_id, _credit(one)) for attempt_id, added in credits.items() for one in added]
    await tx.journal.record_all(entries, action=CREDITED, actor_id=None, now=now)
    await tx.journal.wake_all(Topic.ATTEMPT, list(credits), now=now)
    await tx.attempts.replace_all(changed)


def is_due(attempt: Attempt, programme: Programme, now: datetime) -> bool:
    """Whether time alone has changed the attempt since it was stored."""
    if attempt.state is not AttemptState.RUNNING:
        return False
    due_at = next_change_at(attempt, programme.grace)
    return due_at is not None and now >= due_at


async def _outages(tx: Transaction, attempt: Attempt, now: datetime) -> Sequence[Outage]:
    if attempt.started_at is None:
        return ()
    return _outages_of(attempt, await tx.journal.lives(attempt.started_at - BEFORE_THE_START, now))


def _outages_of(attempt: Attempt, lives: Sequence[Life]) -> Sequence[Outage]:
    if attempt.started_at is None:
        return ()
    since = attempt.started_at - BEFORE_THE_START
    return gaps((life.started_at, life.seen_at) for life in lives if life.seen_at >= since)


async def _record_credits(tx: Transaction, before: Attempt, after: Attempt, now: datetime) -> None:
    credits = additions(before, after)
    await tx.added_time.record(
        before.id, credits, ground=Ground.SERVER_OUTAGE, author_id=None, reason=OUTAGE_REASON, now=now
    )
    entries = [(before.id, _credit(one)) for one in credits]
    await tx.journal.record_all(entries, action=CREDITED, actor_id=None, now=now)


def _credit(one: Addition) -> dict[str, float]:
    return {"block_no": one.block_no, "seconds": one.length.total_seconds()}
