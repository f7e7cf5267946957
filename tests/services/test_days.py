"""Declared days: the table with its acts, and the open deadlines that move with a day and back again."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from exam_engine.working_days import DayKind, DayOverride, WorkCalendar, known_days, review_due_at
from proctor_server.review.decision import Outcome
from proctor_server.services.calendar import Deadline
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import UnknownDay
from proctor_server.services.vault import Vault
from tests.services.test_appeals import decided, lodge, vault  # noqa: F401  a fixture
from tests.services.test_reviews import closed
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

ACT = "Act of the Government No. 700"


def day_after(clock: SteppedClock) -> date:
    calendar = WorkCalendar()
    return calendar.next_working_day(clock.now().astimezone(calendar.zone).date())


async def due_of(sitting: Sitting) -> datetime:
    async with sitting.database.read() as tx:
        review = await tx.reviews.of_attempt(sitting.attempt_id)
    assert review is not None
    return review.due_at


async def test_a_declared_day_off_moves_an_open_review_and_its_withdrawal_moves_it_back(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    await closed(sitting)
    before = await due_of(sitting)
    off = DayOverride(day_after(clock), DayKind.HOLIDAY, ACT)
    declared = await services.days.declare(off, actor_id=cast.administrator.id, now=clock.now())
    assert declared.days == (off,)
    [moved] = declared.moved
    assert (moved.kind, moved.before, moved.after) == (Deadline.REVIEW, before, await due_of(sitting))
    assert moved.after >= before + timedelta(days=1)
    withdrawn = await services.days.withdraw(off.date, actor_id=cast.administrator.id, now=clock.now())
    assert withdrawn.days == ()
    assert await due_of(sitting) == before
    async with sitting.database.read() as tx:
        actions = [line.action for line in await tx.journal.latest(20)]
        assert await tx.journal.verify() is None
    assert actions.count("review_due_moved") == 2
    assert {"day_declared", "day_withdrawn"} <= set(actions)


async def test_a_feast_declared_and_declared_anew_moves_what_is_open_each_time_and_every_move_is_logged(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    """Whatever is declared, corrected and withdrawn in whichever order, the deadline is what the table gives."""
    await closed(sitting)
    attempt = await sitting.attempt()
    assert attempt.closed_at is not None
    draws, first, n_moves = Random(7), day_after(clock), 0
    for _ in range(40):
        day = first + timedelta(days=draws.randrange(6))
        before = await due_of(sitting)
        by = {"actor_id": cast.administrator.id, "now": clock.now()}
        known = {one.date for one in await services.days.all()}
        if day in known and draws.random() < 0.5:
            declared = await services.days.withdraw(day, **by)
        else:
            override = DayOverride(day, draws.choice(list(DayKind)), ACT)
            declared = await services.days.declare(override, **by)
        table = WorkCalendar(overrides={one.date: one for one in declared.days})
        due_at = await due_of(sitting)
        assert due_at == review_due_at(attempt.closed_at, table)
        assert [(one.before, one.after) for one in declared.moved] == [(before, due_at)] * (before != due_at)
        n_moves += before != due_at
    assert n_moves > 5
    async with sitting.database.read() as tx:
        entries = [one async for one in tx.journal.entries() if one.action == "review_due_moved"]
    assert len(entries) == n_moves
    assert entries[-1].details["to"] == (await due_of(sitting)).isoformat()


async def test_an_open_appeal_s_answer_moves_and_what_is_decided_stays(
    sitting: Sitting,
    services: Services,
    clock: SteppedClock,
    cast: Cast,
    vault: Vault,  # noqa: F811
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await lodge(sitting, vault)
    assert held.appeal is not None
    review_due = await due_of(sitting)
    off = DayOverride(day_after(clock), DayKind.HOLIDAY, ACT)
    declared = await services.days.declare(off, actor_id=cast.administrator.id, now=clock.now())
    [moved] = declared.moved
    assert (moved.kind, moved.before) == (Deadline.APPEAL, held.appeal.due_at)
    assert moved.after > moved.before
    assert await due_of(sitting) == review_due
    after = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    assert after.appeal is not None
    assert after.appeal.due_at == moved.after
    assert after.appeal_until > held.appeal_until


async def test_a_day_that_is_not_declared_cannot_be_withdrawn(
    services: Services, clock: SteppedClock, cast: Cast
) -> None:
    with pytest.raises(UnknownDay):
        await services.days.withdraw(date(2026, 12, 1), actor_id=cast.administrator.id, now=clock.now())


def test_what_the_calendar_knows_by_itself_is_what_it_counts_with() -> None:
    known = dict(known_days(2026))
    calendar = WorkCalendar()
    assert known[date(2026, 12, 16)] is DayKind.HOLIDAY
    assert all(calendar.is_working(day) is (kind is DayKind.WORKDAY) for day, kind in known.items())
    start = date(2026, 1, 1)
    plain = [start + timedelta(days=n) for n in range(365)]
    others = [day for day in plain if day not in known]
    assert all(calendar.is_working(day) is (day.weekday() < 5) for day in others)
    closed_at = datetime(2026, 12, 15, 8, tzinfo=UTC)
    assert review_due_at(closed_at, calendar).date() not in known
