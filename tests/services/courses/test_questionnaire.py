"""The questionnaire sat: percentages of qualities, reliability, and what a candidate is not told."""

from exam_engine.reliability import Level
from proctor_server.db.database import Database
from tests.support.cast import Cast
from tests.support.course import Course


class TestQualities:
    async def sat(self, course: Course, database: Database, cast: Cast, *, best: bool) -> None:
        await course.begin("personal_qualities")
        async with database.read() as tx:
            form = await tx.attempts.form(course.attempt_id)
            keys = await tx.items.bank_keys([one.version_id for one in form])
        for place in form:
            ranked = sorted(keys[place.version_id][0].credits, key=lambda one: one.points)
            await course.answer(place.slot, [ranked[-1 if best else 0].value])
        await course.sitting.submit()
        await course.decide(cast.proctor.id)

    async def test_the_best_answers_are_a_hundred_per_cent_and_hard_to_believe(
        self, course: Course, database: Database, cast: Cast
    ) -> None:
        await self.sat(course, database, cast, best=True)
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        score = result.score.questionnaire
        assert score is not None
        assert [one.points.percent for one in score.qualities] == [100] * 13
        assert score.reliability.level is Level.LOW
        assert result.passed

    async def test_the_worst_are_none_at_all(self, course: Course, database: Database, cast: Cast) -> None:
        await self.sat(course, database, cast, best=False)
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.score.questionnaire is not None
        assert result.score.questionnaire.points.percent == 0
        assert result.passed is False

    async def test_a_candidate_is_not_told_what_a_task_measures(self, course: Course) -> None:
        await course.begin("personal_qualities")
        picture = await course.services.attempts.picture(
            course.candidate_id, course.attempt_id, course.clock.now()
        )
        assert {one.section_id for one in picture.slots} == {"personal_qualities"}
        assert len(picture.slots) == 141
