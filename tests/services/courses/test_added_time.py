"""Time added to an attempt: by a person, an accommodation, an outage of ours, a pause."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from exam_engine.added_time import Ground, Minutes, Percent
from exam_engine.attempt import Accommodations
from exam_engine.course_errors import (
    NotCredited,
    PauseNotAllowed,
)
from exam_engine.programme_file import programme_document
from proctor_server.db.database import Database
from proctor_server.db.tables import audit
from tests.support.cast import Cast
from tests.support.course import Course


class TestAddedTime:
    async def test_it_reaches_the_attempt_with_author_reason_and_an_entry(
        self, course: Course, database: Database, cast: Cast
    ) -> None:
        await course.begin("ability")
        for amount in (Minutes(5), Percent(20)):
            await course.services.added_time.extra_time(
                course.attempt_id,
                block_no=None,
                amount=amount,
                reason="a doctor's note",
                author_id=cast.administrator.id,
                now=course.clock.now(),
            )
        attempt = await course.sitting.attempt()
        assert attempt.deadline_at == course.clock.now() + timedelta(minutes=35)
        record = await course.services.added_time.record(course.attempt_id)
        assert [(one.addition.block_no, one.addition.length, one.ground) for one in record] == [
            (no, timedelta(minutes=5), Ground.EXTRA_TIME) for no in (0, 1, 0, 1)
        ]
        assert {(one.author_login, one.reason) for one in record} == {
            (cast.administrator.login, "a doctor's note")
        }
        async with database.writer.begin() as connection:
            found = await connection.execute(
                sa.select(audit.c.actor_id).where(audit.c.action == "time_added")
            )
            assert list(found.scalars()) == [cast.administrator.id] * 2

    async def test_an_accommodation_is_there_from_the_start(self, course: Course) -> None:
        await course.begin("ability", accommodations=Accommodations(50, larger_text=True))
        attempt = await course.sitting.attempt()
        assert attempt.accommodations == Accommodations(50, larger_text=True)
        assert attempt.deadline_at == course.clock.now() + timedelta(minutes=37, seconds=30)
        [first, second] = await course.services.added_time.record(course.attempt_id)
        assert (first.ground, second.addition.length) == (
            Ground.ACCOMMODATION,
            timedelta(minutes=12, seconds=30),
        )

    async def test_a_server_that_was_away_gives_back_what_it_took(
        self, course: Course, database: Database
    ) -> None:
        """The deadline passed while the server was down; nobody is closed before the outage is credited."""
        recordings, start = course.services.recordings, course.clock.now()
        life = await recordings.begin_life(start)
        await course.begin("ability")
        course.clock.step(minutes=24, seconds=1)
        await recordings.still_alive(life, course.clock.now())
        course.clock.step(minutes=120)
        await recordings.begin_life(course.clock.now())
        await course.services.attempts.settle_all_due(course.clock.now())
        attempt = await course.sitting.attempt()
        assert attempt.running_no == 0
        assert attempt.deadline_at == course.clock.now() + timedelta(seconds=59)
        await course.services.attempts.credit_outages(course.clock.now())
        assert (await course.sitting.attempt()).deadline_at == attempt.deadline_at
        [credit] = await course.services.added_time.record(course.attempt_id)
        assert (credit.ground, credit.author_login, credit.addition.length) == (
            Ground.SERVER_OUTAGE,
            None,
            timedelta(hours=2),
        )

    async def test_the_programme_says_what_else_is_given_back(self, course: Course, cast: Cast) -> None:
        await course.begin("state_language")
        await course.services.added_time.credit(
            course.attempt_id,
            block_no=0,
            amount=Minutes(3),
            reason="the line was down",
            author_id=cast.administrator.id,
            now=course.clock.now(),
        )
        [credit] = await course.services.added_time.record(course.attempt_id)
        assert credit.ground is Ground.NETWORK_OUTAGE
        await self.changed(course, cast, network_outages="never")
        await course.begin("state_language")
        with pytest.raises(NotCredited):
            await course.services.added_time.credit(
                course.attempt_id,
                block_no=0,
                amount=Minutes(3),
                reason="the line was down",
                author_id=cast.administrator.id,
                now=course.clock.now(),
            )

    async def test_a_pause_stops_the_clock_where_the_programme_has_pauses(
        self, course: Course, cast: Cast
    ) -> None:
        await course.begin("state_language")
        pause, resume = course.services.added_time.pause, course.services.added_time.resume
        said = {"reason": "fire alarm", "author_id": cast.proctor.id}
        with pytest.raises(PauseNotAllowed):
            await pause(course.attempt_id, now=course.clock.now(), **said)
        await self.changed(course, cast, pauses=True)
        await course.begin("state_language")
        course.clock.step(minutes=19, seconds=1)
        await pause(course.attempt_id, now=course.clock.now(), **said)
        course.clock.step(minutes=60)
        assert not await course.services.attempts.settle_if_due(course.attempt_id, course.clock.now())
        await resume(course.attempt_id, now=course.clock.now(), **said)
        assert (await course.sitting.attempt()).deadline_at == course.clock.now() + timedelta(seconds=59)

    async def changed(self, course: Course, cast: Cast, **changes: object) -> None:
        await course.services.programmes.add_version(
            "state_language",
            programme_document("state_language") | changes,
            author_id=cast.administrator.id,
            now=course.clock.now(),
        )
