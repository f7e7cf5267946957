"""Block after block: in turn, by the candidate or by time, forward only where the programme says so."""

import sqlite3
from pathlib import Path

import pytest

from exam_engine.attempt import AttemptState
from exam_engine.course_errors import (
    BlockNotReady,
    ItemLocked,
    NoRetake,
)
from exam_engine.errors import AttemptNotRunning, BlockClosed
from exam_engine.programme_file import load_programme, programme_document, programme_ids
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome
from proctor_server.services.forms import can_fill
from tests.support.cast import Cast
from tests.support.course import DIRECTION, Course, form_of, right_of


async def test_the_demo_s_bank_fills_every_programme(course: Course, database: Database) -> None:
    async with database.read() as tx:
        filled = [one for one in programme_ids() if await can_fill(tx, load_programme(one), DIRECTION)]
    assert filled == list(programme_ids())


async def test_ability_runs_block_after_block(course: Course, database: Database) -> None:
    await course.begin("ability")
    form = await form_of(database, course)
    assert [block for _, block, _ in form] == [0] * 25 + [1] * 25
    await course.read(0)
    with pytest.raises(ItemLocked):
        await course.read(25)
    with pytest.raises(AttemptNotRunning):
        await course.answer(25, ["a"])
    await course.step("finish", 0)
    with pytest.raises(AttemptNotRunning):
        await course.read(0)
    with pytest.raises(BlockClosed):
        await course.answer(0, ["a"])
    course.clock.step(minutes=5)
    assert (
        await course.services.attempts.settled(course.candidate_id, course.attempt_id, course.clock.now())
    ).running_no == 1
    await course.read(25)
    with pytest.raises(ItemLocked):
        await course.read(0)
    await course.step("finish", 1)
    assert (await course.sitting.attempt()).state is AttemptState.CLOSED


async def test_a_block_out_of_turn_is_not_ready(course: Course) -> None:
    await course.begin("ability")
    with pytest.raises(BlockNotReady):
        await course.step("start", 1)
    with pytest.raises(BlockNotReady):
        await course.step("finish", 1)
    await course.step("finish", 0)
    await course.step("start", 1)
    assert (await course.sitting.attempt()).running_no == 1


async def test_the_job_moves_blocks_as_readers_do(course: Course) -> None:
    await course.begin("ability")
    course.clock.step(minutes=25)
    assert await course.services.attempts.settle_all_due(course.clock.now()) == 1
    assert (await course.sitting.attempt()).running_no is None
    course.clock.step(minutes=5)
    assert await course.services.attempts.settle_all_due(course.clock.now()) == 1
    assert (await course.sitting.attempt()).running_no == 1
    course.clock.step(minutes=25, seconds=30)
    assert await course.services.attempts.settle_all_due(course.clock.now())
    assert (await course.sitting.attempt()).is_closed
    assert await course.services.attempts.settle_all_due(course.clock.now()) == 0


async def test_late_answers_of_a_block_are_taken_in_the_break(course: Course, database: Database) -> None:
    await course.begin("ability")
    course.clock.step(minutes=25, seconds=29)
    await course.answer(0, await right_of(database, course, 0))
    course.clock.step(seconds=1)
    with pytest.raises(BlockClosed):
        await course.answer(1, await right_of(database, course, 1))


async def test_what_may_not_be_repeated_is_not_given_twice(course: Course) -> None:
    await course.begin("ability")
    with pytest.raises(NoRetake):
        await course.begin("ability")
    await course.begin("state_language")
    await course.begin("state_language")


async def test_what_was_declared_void_may_be_sat_again(
    course: Course, cast: Cast, database: Database
) -> None:
    """Story: a void result told its candidate that they may sit the test again, and nobody could give it to them."""
    await course.begin("ability")
    await course.sitting.submit()
    await course.decide(cast.proctor.id, Outcome.VOID)
    former = course.attempt_id
    await course.begin("ability")
    assert course.attempt_id != former
    with pytest.raises(NoRetake):
        await course.begin("ability")


async def test_forward_only_goes_forward_only(course: Course, cast: Cast, database: Database) -> None:
    document = programme_document("state_language")
    document["blocks"][0]["navigation"] = "forward"
    await course.services.programmes.add_version(
        "state_language", document, author_id=cast.administrator.id, now=course.clock.now()
    )
    await course.begin("state_language")
    await course.read(0)
    await course.read(0)
    await course.read(2)
    with pytest.raises(ItemLocked):
        await course.read(1)
    await course.answer(0, await right_of(database, course, 0))
    course.clock.step(seconds=30)
    with pytest.raises(ItemLocked):
        await course.answer(1, await right_of(database, course, 1))
    await course.answer(2, await right_of(database, course, 2))


async def test_staff_who_look_change_nothing(
    course: Course, cast: Cast, data_folder: Path, database: Database
) -> None:
    """Story: opening a preview closed the attempt of a candidate whose time was just up."""
    await course.begin("ability")
    course.clock.step(minutes=25, seconds=1)
    services, now = course.services, course.clock.now()
    before = rows_of(data_folder)
    await services.administration.attempts()
    await services.administration.attempt(course.attempt_id)
    await services.administration.overview(now)
    await services.monitoring.running(now)
    await services.monitoring.attempt(course.attempt_id)
    await services.added_time.record(course.attempt_id)
    assert rows_of(data_folder) == before


def rows_of(data_folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(data_folder / "synaq.sqlite") as connection:
        return connection.execute("select * from attempts order by id").fetchall()
