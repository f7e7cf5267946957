"""How an attempt ends: by the candidate or by time, by whoever looks first, once."""

import asyncio
from dataclasses import asdict

import sqlalchemy as sa

from exam_engine.attempt import AttemptState, CloseCause
from proctor_server.db.database import Database
from proctor_server.db.tables import audit
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


async def test_the_job_closes_what_is_over_once_and_not_before(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    attempts = sitting.services.attempts
    clock.step(minutes=55, seconds=29.999)
    assert await attempts.settle_all_due(clock.now()) == 0
    clock.step(seconds=0.001)
    assert await attempts.settle_all_due(clock.now()) == 1
    assert await attempts.settle_all_due(clock.now()) == 0
    closed = await sitting.attempt()
    assert (closed.state, closed.close_cause) == (AttemptState.CLOSED, CloseCause.TIME_UP)
    assert closed.closed_at == closed.deadline_at


async def test_whoever_reads_an_attempt_that_is_over_finds_it_closed(
    sitting: Sitting, clock: SteppedClock
) -> None:
    await sitting.start()
    clock.step(minutes=56)
    [(attempt, _)] = await sitting.services.attempts.mine(sitting.candidate_id, clock.now())
    assert attempt.state is AttemptState.CLOSED
    picture = await sitting.services.attempts.picture(sitting.candidate_id, sitting.attempt_id, clock.now())
    assert picture.attempt.close_cause is CloseCause.TIME_UP


async def test_job_reader_and_submission_at_once_close_once(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    await sitting.start()
    clock.step(minutes=56)
    attempts, now = sitting.services.attempts, clock.now()
    await asyncio.gather(
        attempts.settle_all_due(now),
        attempts.settle_if_due(sitting.attempt_id, now),
        attempts.picture(sitting.candidate_id, sitting.attempt_id, now),
        attempts.submit(sitting.candidate_id, sitting.attempt_id, device_epoch=1, now=now),
        attempts.settle_if_due(sitting.attempt_id, now),
    )
    async with database.read() as tx:
        lines = [line for line in await tx.journal.latest(100) if line.action == "attempt_closed"]
        assert await tx.reviews.counts_by_state() == {"waiting": 1}
        assert len(await tx.results.newest([sitting.attempt_id])) == 1
    assert len(lines) == 1
    assert (await sitting.attempt()).close_cause is CloseCause.TIME_UP


async def test_submitting_again_changes_nothing(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    await sitting.submit()
    first = await sitting.attempt()
    clock.step(minutes=5)
    await sitting.submit()
    assert asdict(await sitting.attempt()) == asdict(first)


async def test_a_submission_after_the_deadline_is_written_down_as_time_up(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    """Story: the audit named the page's wish, submitted, as the cause."""
    await sitting.start()
    clock.step(minutes=55, seconds=1)
    await sitting.submit()
    async with database.read() as tx:
        assert await tx.journal.verify() is None
    details = await audit_details(database, "attempt_closed")
    assert details == [{"cause": "time_up"}]


async def audit_details(database: Database, action: str) -> list[object]:
    async with database.writer.begin() as connection:
        rows = await connection.execute(sa.select(audit.c.details).where(audit.c.action == action))
        return list(rows.scalars())
