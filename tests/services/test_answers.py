"""The answer log: nothing acknowledged is lost or doubled, whatever is repeated, late, stale or at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from exam_engine.answers import Answers
from exam_engine.errors import (
    AttemptNotRunning,
    BlockClosed,
    DeviceSuperseded,
    OperationReused,
    TooManyChoices,
    UnknownChoice,
)
from exam_engine.response import RecordResponse
from item_bank.choice_items import RESPONSE
from proctor_server.db.database import Database
from proctor_server.db.responses import LoggedResponse
from proctor_server.services.errors import StaleResponse, UnknownSlot
from proctor_server.services.responses import SavedResponse
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

LIMIT_MIN = 55
GRACE_S = 30


def chosen(choice_id: str) -> Answers:
    return {RESPONSE: (choice_id,)}


async def logged(database: Database, sitting: Sitting, operation_id: str) -> LoggedResponse | None:
    async with database.read() as tx:
        return await tx.responses.logged(sitting.attempt_id, operation_id)


async def test_an_answer_is_there_once_it_is_acknowledged(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    first, second = (await sitting.options(7))[:2]
    saved = await sitting.save(sitting.write(7, [first]))
    assert saved == SavedResponse(7, 1, chosen(first), clock.now(), replayed=False)
    clock.step(seconds=5)
    changed = await sitting.save(sitting.write(7, [second], base_revision=1))
    assert (changed.revision, changed.answers) == (2, chosen(second))
    content = await sitting.services.slots.read(
        sitting.candidate_id, sitting.attempt_id, 7, sitting.clock.now()
    )
    assert content.response is not None
    assert content.response.answers == chosen(second)
    taken_back = await sitting.save(sitting.write(7, [], base_revision=2))
    assert (taken_back.revision, taken_back.answers) == (3, {})


async def test_the_same_operation_gets_the_same_answer_again(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    command = sitting.write(0, (await sitting.options(0))[:1])
    first = await sitting.save(command)
    await sitting.save(sitting.write(0, [], base_revision=1))
    clock.step(minutes=3)
    again = await sitting.save(command)
    assert again == SavedResponse(first.slot, 1, first.answers, first.saved_at, replayed=True)


async def test_the_same_operation_is_answered_even_after_the_end(
    sitting: Sitting, clock: SteppedClock
) -> None:
    """A page whose acknowledgement was lost asks again, perhaps after the deadline."""
    await sitting.start()
    command = sitting.write(0, (await sitting.options(0))[:1])
    await sitting.save(command)
    await sitting.submit()
    clock.step(minutes=90)
    assert (await sitting.save(command)).replayed


async def test_the_same_operation_sent_five_times_at_once_is_one_answer(
    sitting: Sitting, database: Database
) -> None:
    await sitting.start()
    command = sitting.write(0, (await sitting.options(0))[:1])
    answers = await asyncio.gather(*(sitting.save(command) for _ in range(5)))
    assert sorted(one.replayed for one in answers) == [False, True, True, True, True]
    assert {one.revision for one in answers} == {1}
    async with database.read() as tx:
        assert (await tx.responses.all_current(sitting.attempt_id))[0].revision == 1


async def test_a_reused_operation_with_another_body_is_refused(sitting: Sitting) -> None:
    await sitting.start()
    first, second = (await sitting.options(0))[:2]
    operation_id = str(uuid4())
    await sitting.save(sitting.write(0, [first], operation_id=operation_id))
    for other in (
        sitting.write(0, [second], operation_id=operation_id),
        sitting.write(0, [first], base_revision=1, operation_id=operation_id),
        sitting.write(1, [], operation_id=operation_id),
    ):
        with pytest.raises(OperationReused):
            await sitting.save(other)


async def test_a_stale_answer_is_kept_in_the_log_and_refused_with_the_current_one(
    sitting: Sitting, database: Database
) -> None:
    await sitting.start()
    first, second = (await sitting.options(0))[:2]
    await sitting.save(sitting.write(0, [first]))
    stale = sitting.write(0, [second])
    for _ in range(2):
        with pytest.raises(StaleResponse) as refused:
            await sitting.save(stale)
        assert refused.value.params == {"revision": 1, "answers": chosen(first)}
    line = await logged(database, sitting, stale.operation_id)
    assert line is not None
    assert (line.accepted, line.answers) == (False, chosen(second))
    async with database.read() as tx:
        assert (await tx.responses.all_current(sitting.attempt_id))[0].answers == chosen(first)


async def test_a_stale_answer_to_an_empty_slot_stays_refused(sitting: Sitting) -> None:
    """Story: its repeat was acknowledged as saved though the slot held nothing."""
    await sitting.start()
    stale = sitting.write(0, (await sitting.options(0))[:1], base_revision=4)
    for _ in range(2):
        with pytest.raises(StaleResponse) as refused:
            await sitting.save(stale)
        assert refused.value.params == {"revision": 0, "answers": {}}


async def test_of_two_answers_at_once_on_one_base_one_is_stale(sitting: Sitting) -> None:
    await sitting.start()
    first, second = (await sitting.options(0))[:2]
    done = await asyncio.gather(
        *(sitting.save(sitting.write(0, [one])) for one in (first, second)), return_exceptions=True
    )
    assert {type(one) for one in done} == {SavedResponse, StaleResponse}


@pytest.mark.parametrize(
    ("after_s", "taken"),
    [
        (LIMIT_MIN * 60 - 0.001, True),
        (LIMIT_MIN * 60, True),
        (LIMIT_MIN * 60 + GRACE_S - 0.001, True),
        (LIMIT_MIN * 60 + GRACE_S, False),
        (LIMIT_MIN * 60 + GRACE_S + 3600, False),
    ],
)
async def test_answers_are_taken_until_the_grace_is_over(
    after_s: float, taken: bool, sitting: Sitting, clock: SteppedClock, database: Database
) -> None:
    await sitting.start()
    command = sitting.write(0, (await sitting.options(0))[:1])
    clock.step(seconds=after_s)
    if taken:
        assert (await sitting.save(command)).revision == 1
        return
    with pytest.raises(BlockClosed):
        await sitting.save(command)
    assert await logged(database, sitting, command.operation_id) is None


@pytest.mark.parametrize("shift_h", [-1, 1])
async def test_a_computer_s_clock_an_hour_off_is_noted_and_decides_nothing(
    shift_h: int, sitting: Sitting, clock: SteppedClock, database: Database
) -> None:
    await sitting.start()
    options = await sitting.options(0)
    clock.step(seconds=LIMIT_MIN * 60 + GRACE_S - 0.001)

    def written(choice: str, base_revision: int) -> RecordResponse:
        told_at = clock.now() + timedelta(hours=shift_h)
        return replace(sitting.write(0, [choice], base_revision=base_revision), client_at=told_at)

    in_time = written(options[0], 0)
    assert (await sitting.save(in_time)).saved_at == clock.now()
    line = await logged(database, sitting, in_time.operation_id)
    assert line is not None
    assert (line.client_at, line.server_at) == (in_time.client_at, clock.now())
    assert line.dwell_ms == in_time.dwell / timedelta(milliseconds=1)
    clock.step(seconds=0.001)
    with pytest.raises(BlockClosed):
        await sitting.save(written(options[1], 1))


async def test_an_answer_in_the_grace_counts(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    key = (await sitting.keys())[0]
    clock.step(minutes=LIMIT_MIN, seconds=10)
    await sitting.save(sitting.write(0, sorted(key)))
    clock.step(seconds=30)
    await sitting.services.attempts.settle_all_due(clock.now())
    async with sitting.database.read() as tx:
        stored = (await tx.results.newest([sitting.attempt_id]))[sitting.attempt_id]
    assert stored.score.total == 1


async def test_no_answer_after_submission(sitting: Sitting) -> None:
    await sitting.start()
    options = await sitting.options(0)
    await sitting.submit()
    with pytest.raises(BlockClosed):
        await sitting.save(sitting.write(0, options[:1]))


async def test_before_the_start_an_answer_is_told_that_the_attempt_does_not_run(sitting: Sitting) -> None:
    """Story: it was told that there is no such slot, since the form is drawn at the start."""
    await sitting.assign()
    await sitting.prepare()
    with pytest.raises(AttemptNotRunning):
        await sitting.save(sitting.write(0, []))
    with pytest.raises(AttemptNotRunning):
        await sitting.options(0)


async def test_an_answer_that_does_not_fit_the_item_is_refused(sitting: Sitting) -> None:
    await sitting.start()
    options = await sitting.options(0)
    with pytest.raises(UnknownChoice):
        await sitting.save(sitting.write(0, ["no such option"]))
    with pytest.raises(TooManyChoices):
        await sitting.save(sitting.write(0, options[:2]))
    with pytest.raises(UnknownSlot):
        await sitting.save(sitting.write(55, options[:1]))
    with pytest.raises(DeviceSuperseded):
        await sitting.save(sitting.write(0, options[:1], epoch=2))


async def test_a_flag_is_a_mark_and_no_answer(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.start()
    flag = sitting.services.responses.flag
    for flagged in (True, True, False, True):
        picture = await flag(sitting.candidate_id, sitting.attempt_id, 3, device_epoch=1, flagged=flagged)
        assert (picture.flagged, picture.answered) == (flagged, False)
    whole = await sitting.services.attempts.picture(sitting.candidate_id, sitting.attempt_id, clock.now())
    assert [one.slot for one in whole.slots if one.flagged] == [3]
    assert not any(one.answered for one in whole.slots)
