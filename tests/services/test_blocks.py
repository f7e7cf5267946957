"""Every programme of the sources sat through the services: blocks, breaks, scores, essays, added time."""

import asyncio
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from exam_engine.added_time import Ground, Minutes, Percent
from exam_engine.attempt import Accommodations, AttemptState
from exam_engine.course_errors import (
    BlockNotReady,
    EssayTooLong,
    ItemLocked,
    NoRetake,
    NotCredited,
    PauseNotAllowed,
)
from exam_engine.errors import AttemptNotRunning, BadProgramme, BlockClosed
from exam_engine.programme_file import load_programme, programme_document, programme_ids
from exam_engine.reliability import Level
from exam_engine.stage_errors import MarkerNotNeeded, NotTheMarker
from item_bank.demo_tasks import read_demo_tasks
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.tables import audit
from proctor_server.review.decision import Outcome
from proctor_server.services.bank.taking_over import take_over
from proctor_server.services.catalogue import Services
from proctor_server.services.essays import UnknownEssay
from proctor_server.services.forms import can_fill
from tests.support.cast import Cast
from tests.support.sitting import GOOD_CHECK, Begun, Sitting
from tests.support.stepped_clock import MONDAY_MORNING, SteppedClock

TASKS = read_demo_tasks()
DIRECTION = "ecology"


class Course:
    """One candidate's attempt of any programme, taken through its blocks."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.services, self.clock = sitting.services, sitting.clock
        self.candidate_id, self.attempt_id = sitting.candidate_id, sitting.attempt_id

    async def begin(
        self, programme_id: str, *, window: timedelta = timedelta(days=1), **given: object
    ) -> "Course":
        now = self.clock.now()
        listing = await self.services.administration.assign(
            candidate_id=self.candidate_id,
            programme_id=programme_id,
            window_opens_at=now,
            window_closes_at=now + window,
            direction=DIRECTION,
            actor_id=None,
            now=now,
            **given,  # type: ignore[arg-type]
        )
        self.attempt_id = self.sitting.attempt_id = listing.attempt.id
        attempts, version = self.services.attempts, listing.programme.consent_version
        await attempts.consent(
            self.candidate_id, self.attempt_id, text_version=version, language="kk", now=now
        )
        await attempts.device_check(self.candidate_id, self.attempt_id, report=GOOD_CHECK, now=now)
        await self.sitting.prepare_device()
        await attempts.start(self.candidate_id, self.attempt_id, language="kk", now=now)
        return self

    async def step(self, name: str, no: int) -> None:
        await getattr(self.services.attempts, f"{name}_block")(
            self.candidate_id, self.attempt_id, no, device_epoch=self.sitting.epoch, now=self.clock.now()
        )

    async def answer(self, slot: int, given: list[str], base_revision: int = 0) -> None:
        await self.sitting.save(self.sitting.write(slot, given, base_revision=base_revision))

    async def read(self, slot: int) -> object:
        return await self.services.slots.read(self.candidate_id, self.attempt_id, slot, self.clock.now())

    async def decide(self, cast: Cast, outcome: Outcome = Outcome.NO_VIOLATION) -> None:
        now = self.clock.now()
        await self.services.analysis.finish_closed(now)
        review_id = await self.sitting.review_id()
        await self.services.reviews.claim(review_id, proctor_id=cast.proctor.id, now=now)
        await self.services.reviews.decide(
            review_id,
            outcome=outcome,
            rule_id=None if outcome is Outcome.NO_VIOLATION else "devices",
            reason="Seen by the proctor in the recording",
            proctor_id=cast.proctor.id,
            now=now,
        )


@pytest.fixture(scope="module")
def stocked(begun: tuple[Path, Begun], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database with the demo's tasks of every kind in its bank, made once."""
    file = tmp_path_factory.mktemp("stocked") / "synaq.sqlite"
    shutil.copy(begun[0], file)

    async def stock() -> None:
        database = Database(sqlite_url(file))
        try:
            await take_over(database, TASKS.items, stimuli=TASKS.stimuli, now=MONDAY_MORNING)
        finally:
            await database.aclose()

    asyncio.run(stock())
    return file


@pytest.fixture
def data_folder(stocked: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(stocked, folder / "synaq.sqlite")
    return folder


@pytest.fixture
def course(sitting: Sitting) -> Course:
    return Course(sitting)


async def form_of(database: Database, course: Course) -> list[tuple[int, int, str]]:
    async with database.read() as tx:
        return [(one.slot, one.block_no, one.section_id) for one in await tx.attempts.form(course.attempt_id)]


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


async def right_of(database: Database, course: Course, slot: int) -> list[str]:
    async with database.read() as tx:
        place = await tx.attempts.form_slot(course.attempt_id, slot)
        assert place is not None
        [key] = (await tx.items.bank_keys([place.version_id]))[place.version_id]
        return list(key.correct) or [max(key.credits, key=lambda one: one.points).value]


async def test_what_may_not_be_repeated_is_not_given_twice(course: Course) -> None:
    await course.begin("ability")
    with pytest.raises(NoRetake):
        await course.begin("ability")
    await course.begin("state_language")
    await course.begin("state_language")


async def test_state_language_is_scored_without_a_verdict(
    course: Course, database: Database, cast: Cast
) -> None:
    await course.begin("state_language")
    for slot in range(7):
        await course.answer(slot, await right_of(database, course, slot))
    await course.sitting.submit()
    await course.decide(cast)
    result = await course.services.results.released(course.candidate_id, course.attempt_id)
    assert (result.score.total, result.score.n_items, result.passed) == (7, 20, None)


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
        await course.decide(cast)

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
        await course.decide(cast)
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.score.essay is not None
        assert (result.score.essay.n_words, result.score.essay.max_words) == (201, 200)

    async def test_marks_that_agree_make_the_result(self, course: Course, cast: Cast) -> None:
        await self.written(course, 150)
        await course.sitting.submit()
        essays, now = course.services.essays, course.clock.now()
        first, second, third = cast.markers
        assert await essays.to_mark(first.id) == []
        await course.decide(cast)
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
        await course.decide(cast)
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
        await course.decide(cast, Outcome.VIOLATION)
        marker = cast.markers[0].id
        assert await course.services.essays.to_mark(marker) == []
        with pytest.raises(UnknownEssay):
            await course.services.essays.take("0" * 10, marker_id=marker, now=course.clock.now())
        await self.written(course, 10)
        await course.sitting.submit()
        await course.decide(cast)
        [line] = await course.services.essays.to_mark(marker)
        with pytest.raises(NotTheMarker):
            await course.services.essays.read(line.code, marker_id=marker)

    async def test_an_empty_one_is_not_marked_and_not_passed(self, course: Course, cast: Cast) -> None:
        await course.begin("situational_task")
        await course.sitting.submit()
        await course.decide(cast)
        assert await course.services.essays.to_mark(cast.markers[0].id) == []
        result = await course.services.results.released(course.candidate_id, course.attempt_id)
        assert result.passed is False


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
