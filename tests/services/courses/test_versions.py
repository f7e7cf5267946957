"""Versions of a programme: an attempt keeps the one it was given by; an unsound one is refused."""

from datetime import timedelta

import pytest

from exam_engine.errors import BadProgramme
from exam_engine.programme_file import programme_document
from proctor_server.services.catalogue import Services
from tests.support.cast import Cast
from tests.support.course import Course
from tests.support.stepped_clock import SteppedClock


class TestVersions:
    async def test_an_attempt_keeps_the_version_it_was_given_by(self, course: Course, cast: Cast) -> None:
        await course.begin("state_language")
        document = programme_document("state_language")
        document["blocks"][0]["limit_s"] = 600
        version = await course.services.programmes.add_version(
            "state_language", document, author_id=cast.administrator.id, now=course.clock.now()
        )
        assert (version.no, version.author_login) == (2, cast.administrator.login)
        before = course.attempt_id
        assert (await course.sitting.attempt()).limit == timedelta(minutes=20)
        await course.begin("state_language")
        assert (await course.sitting.attempt()).limit == timedelta(minutes=10)
        told = await course.services.programmes.versions("state_language", course.clock.now())
        assert [one.no for one in told] == [2, 1]
        picture = await course.services.attempts.picture(course.candidate_id, before, course.clock.now())
        assert picture.programme.limit == timedelta(minutes=20)

    async def test_a_document_that_is_not_sound_is_refused(
        self, services: Services, cast: Cast, clock: SteppedClock
    ) -> None:
        for document in (
            {"id": "state_language"},
            programme_document("ability"),
            programme_document("state_language") | {"pass_total": 21},
        ):
            with pytest.raises(BadProgramme):
                await services.programmes.add_version(
                    "state_language", document, author_id=cast.administrator.id, now=clock.now()
                )
