"""Results of whole programmes: scored by the programme's rules, the same when computed again."""

from proctor_server.db.database import Database
from tests.support.cast import Cast
from tests.support.course import Course, right_of


async def test_state_language_is_scored_without_a_verdict(
    course: Course, database: Database, cast: Cast
) -> None:
    await course.begin("state_language")
    for slot in range(7):
        await course.answer(slot, await right_of(database, course, slot))
    await course.sitting.submit()
    await course.decide(cast.proctor.id)
    result = await course.services.results.released(course.candidate_id, course.attempt_id)
    assert (result.score.total, result.score.n_items, result.passed) == (7, 20, None)


class TestResults:
    async def test_computing_again_gives_the_same(self, course: Course, database: Database) -> None:
        await course.begin("personal_qualities")
        await course.answer(3, await right_of(database, course, 3))
        await course.sitting.submit()
        both = await course.services.results.recompute(course.attempt_id, course.clock.now())
        assert both.agrees
        assert (both.stored.no, both.stored.cause, both.stored.released_at) == (1, "closed", None)

    async def test_a_corrected_key_is_seen(self, course: Course, database: Database) -> None:
        await course.begin("state_language")
        right = await right_of(database, course, 0)
        wrong = next(one for one in "abcd" if [one] != right)
        await course.answer(0, [wrong])
        await course.sitting.submit()
        async with database.write() as tx:
            place = await tx.attempts.form_slot(course.attempt_id, 0)
            assert place is not None
            [key] = (await tx.items.bank_keys([place.version_id]))[place.version_id]
            await tx.items.set_key(place.version_id, (type(key)(key.response_id, key.marking, (wrong,)),))
        both = await course.services.results.recompute(course.attempt_id, course.clock.now())
        assert not both.agrees
        assert (both.stored.score.total, both.computed.score.total) == (0, 1)
