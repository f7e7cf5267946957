"""Essays sat and marked: the task by direction, the limit of words, markers who agree or do not."""

import pytest

from exam_engine.attempt import AttemptState
from exam_engine.course_errors import (
    EssayTooLong,
)
from exam_engine.stage_errors import MarkerNotNeeded, NotTheMarker
from proctor_server.db.database import Database
from proctor_server.review.decision import Outcome
from proctor_server.services.essays import UnknownEssay
from tests.support.cast import Cast
from tests.support.course import DIRECTION, Course


class TestEssay:
    async def written(self, course: Course, n_words: int, programme_id: str = "essay") -> None:
        await course.begin(programme_id)
        await course.answer(0, [" ".join(["сөз"] * n_words)])

    async def test_its_task_is_of_the_candidate_s_direction(self, course: Course, database: Database) -> None:
        await course.begin("essay")
        async with database.read() as tx:
            [place] = await tx.attempts.form(course.attempt_id)
            assert (await tx.items.content(place.version_id)).item.topic == DIRECTION

    async def test_one_that_is_too_long_is_kept_and_cannot_be_handed_in(self, course: Course) -> None:
        await self.written(course, 201)
        for handed_in in (course.step("finish", 0), course.sitting.submit()):
            with pytest.raises(EssayTooLong):
                await handed_in
        assert (await course.sitting.attempt()).state is AttemptState.RUNNING
        await course.answer(0, [" ".join(["сөз"] * 200)], base_revision=1)
        await course.sitting.submit()

    async def test_time_takes_it_in_as_it_stands(self, course: Course, cast: Cast) -> None:
        await self.written(course, 201)
        course.clock.step(minutes=46)
        assert await course.services.attempts.settle_all_due(course.clock.now()) == 1
        await course.decide(cast.proctor.id)
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.score.essay is not None
        assert (result.score.essay.n_words, result.score.essay.max_words) == (201, 200)

    async def test_marks_that_agree_make_the_result(self, course: Course, cast: Cast) -> None:
        await self.written(course, 150)
        await course.sitting.submit()
        essays, now = course.services.essays, course.clock.now()
        first, second, third = cast.markers
        assert await essays.to_mark(first.id) == []
        await course.decide(cast.proctor.id)
        [line] = await essays.to_mark(first.id)
        for marker, value in ((first, 3), (second, 4)):
            await essays.take(line.code, marker_id=marker.id, now=now)
            before = await essays.read(line.code, marker_id=marker.id)
            assert [mark.value for mark in before.marks] == [None]
            released = await course.services.results.released(course.candidate_id, course.attempt_id)
            assert released.passed is None
            await essays.mark(line.code, value=value, marker_id=marker.id, now=now)
        with pytest.raises(MarkerNotNeeded):
            await essays.take(line.code, marker_id=third.id, now=now)
        released = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert released.score.essay is not None
        assert released.score.essay.marked is not None
        assert (released.score.essay.marked.total, released.passed) == (7, True)
        seen = await essays.read(line.code, marker_id=first.id)
        assert [mark.value for mark in seen.marks] == [3, 4]

    async def test_marks_two_apart_ask_for_a_third(self, course: Course, cast: Cast) -> None:
        await self.written(course, 10)
        await course.sitting.submit()
        await course.decide(cast.proctor.id)
        essays, now = course.services.essays, course.clock.now()
        [line] = await essays.to_mark(cast.markers[0].id)
        for marker, value in zip(cast.markers, (2, 4, 2), strict=True):
            await essays.take(line.code, marker_id=marker.id, now=now)
            await essays.mark(line.code, value=value, marker_id=marker.id, now=now)
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.passed is False

    async def test_nobody_marks_what_they_have_not_taken_or_what_broke_a_rule(
        self, course: Course, cast: Cast
    ) -> None:
        await self.written(course, 10)
        await course.sitting.submit()
        await course.decide(cast.proctor.id, Outcome.VIOLATION)
        marker = cast.markers[0].id
        assert await course.services.essays.to_mark(marker) == []
        with pytest.raises(UnknownEssay):
            await course.services.essays.take("0" * 10, marker_id=marker, now=course.clock.now())
        await self.written(course, 10)
        await course.sitting.submit()
        await course.decide(cast.proctor.id)
        [line] = await course.services.essays.to_mark(marker)
        with pytest.raises(NotTheMarker):
            await course.services.essays.read(line.code, marker_id=marker)

    async def test_an_empty_one_is_not_marked_and_not_passed(self, course: Course, cast: Cast) -> None:
        await course.begin("situational_task")
        await course.sitting.submit()
        await course.decide(cast.proctor.id)
        assert await course.services.essays.to_mark(cast.markers[0].id) == []
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.passed is False
