"""A candidate's whole way: each step in its order, once, in its time, and what nobody may see on it."""

import asyncio
from dataclasses import asdict, fields, is_dataclass
from datetime import timedelta
from enum import Enum
from uuid import uuid4

import pytest
import sqlalchemy as sa

from exam_engine.attempt import AttemptState, CloseCause
from exam_engine.errors import (
    ConsentOutdated,
    DeviceCheckFailed,
    DeviceSuperseded,
    OpenElsewhere,
    WindowClosed,
    WindowNotOpen,
    WrongState,
)
from item_bank.item import ItemKey
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.db.database import Database
from proctor_server.db.tables import audit
from proctor_server.review.decision import Outcome
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import (
    BadIin,
    BadWindow,
    IinTaken,
    LoginTaken,
    ResultNotReleased,
    UnknownAttempt,
)
from tests.support.cast import PASSWORD, Cast, iin_of
from tests.support.sitting import GOOD_CHECK, PROGRAMME, Sitting
from tests.support.stepped_clock import SteppedClock


async def decided(sitting: Sitting, cast: Cast, *, outcome: Outcome, rule_id: str | None = None) -> None:
    """Claim and decide the attempt's review as the proctor would."""
    services, now = sitting.services, sitting.clock.now()
    await services.analysis.finish_closed(now)
    review_id = await sitting.review_id()
    await services.reviews.claim(review_id, proctor_id=cast.proctor.id, now=now)
    await services.reviews.decide(
        review_id,
        outcome=outcome,
        rule_id=rule_id,
        reason="Seen by the proctor in the recording",
        proctor_id=cast.proctor.id,
        now=now,
    )


async def test_from_assignment_to_a_released_result(sitting: Sitting, cast: Cast) -> None:
    seen = [(await (await sitting.assign()).attempt()).state]
    await sitting.prepare()
    seen.append((await sitting.attempt()).state)
    await sitting.start()
    seen.append((await sitting.attempt()).state)
    await sitting.answer_all()
    sitting.clock.step(minutes=20)
    await sitting.submit()
    seen.append((await sitting.attempt()).state)
    await decided(sitting, cast, outcome=Outcome.NO_VIOLATION)
    seen.append((await sitting.attempt()).state)
    assert seen == [
        AttemptState.ASSIGNED,
        AttemptState.CHECKED,
        AttemptState.RUNNING,
        AttemptState.CLOSED,
        AttemptState.RELEASED,
    ]
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert (result.score.total, result.score.n_items, result.passed) == (55, 55, True)
    assert [one.correct for one in result.score.sections] == [15, 15, 15, 10]


@pytest.mark.parametrize(
    ("n_wrong_of_ethics", "n_wrong_elsewhere", "passed"),
    [(5, 20, True), (5, 21, False), (6, 0, False)],
)
async def test_the_score_follows_the_rule_of_thirty_and_five(
    n_wrong_of_ethics: int, n_wrong_elsewhere: int, passed: bool, sitting: Sitting, cast: Cast
) -> None:
    await sitting.start()
    picture = await sitting.services.attempts.picture(
        sitting.candidate_id, sitting.attempt_id, sitting.clock.now()
    )
    ethics = [one.slot for one in picture.slots if one.section_id == "ethics"]
    others = [one.slot for one in picture.slots if one.section_id != "ethics"]
    spread = others[::3] + others[1::3] + others[2::3]
    wrong = frozenset(ethics[:n_wrong_of_ethics] + spread[:n_wrong_elsewhere])
    await sitting.answer_all(wrong=wrong)
    await sitting.submit()
    await decided(sitting, cast, outcome=Outcome.NO_VIOLATION)
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert result.score.total == 55 - len(wrong)
    assert result.passed is passed


async def test_a_violation_voids_a_pass_and_keeps_the_score(sitting: Sitting, cast: Cast) -> None:
    await sitting.start()
    await sitting.answer_all()
    await sitting.submit()
    await decided(sitting, cast, outcome=Outcome.VIOLATION, rule_id="devices")
    result = await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)
    assert result.score.passed
    assert not result.passed
    assert result.decision is not None
    assert result.decision.rule_id == "devices"


async def test_no_result_before_a_proctor_released_it(sitting: Sitting) -> None:
    await sitting.start()

    async def asked() -> None:
        await sitting.services.results.released(sitting.candidate_id, sitting.attempt_id)

    with pytest.raises(ResultNotReleased):
        await asked()
    await sitting.submit()
    with pytest.raises(ResultNotReleased):
        await asked()


async def test_consent_is_to_the_text_in_force(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.assign()
    with pytest.raises(ConsentOutdated):
        await sitting.services.attempts.consent(
            sitting.candidate_id, sitting.attempt_id, text_version="2020-01", language="kk", now=clock.now()
        )
    assert (await sitting.attempt()).state is AttemptState.ASSIGNED


@pytest.mark.parametrize("step", ["camera", "microphone"])
async def test_a_camera_or_microphone_that_fails_stops_and_is_on_record(step: str, sitting: Sitting) -> None:
    await sitting.assign()
    attempts, now = sitting.services.attempts, sitting.clock.now()
    version = PROGRAMME.consent_version
    await attempts.consent(
        sitting.candidate_id, sitting.attempt_id, text_version=version, language="kk", now=now
    )
    with pytest.raises(DeviceCheckFailed):
        await attempts.device_check(
            sitting.candidate_id,
            sitting.attempt_id,
            report={**GOOD_CHECK, "failed_steps": [step]},
            now=now,
        )
    assert (await sitting.attempt()).state is AttemptState.CONSENTED


@pytest.mark.parametrize("step", ["light", "speed", "face"])
async def test_what_only_a_detector_doubts_stops_nobody(step: str, sitting: Sitting) -> None:
    await sitting.assign()
    attempts, now = sitting.services.attempts, sitting.clock.now()
    version = PROGRAMME.consent_version
    await attempts.consent(
        sitting.candidate_id, sitting.attempt_id, text_version=version, language="kk", now=now
    )
    picture = await attempts.device_check(
        sitting.candidate_id, sitting.attempt_id, report={**GOOD_CHECK, "failed_steps": [step]}, now=now
    )
    assert picture.attempt.state is AttemptState.CHECKED


async def test_no_step_before_the_one_it_needs(sitting: Sitting, clock: SteppedClock) -> None:
    await sitting.assign()
    attempts, now = sitting.services.attempts, clock.now()
    with pytest.raises(WrongState):
        await attempts.device_check(sitting.candidate_id, sitting.attempt_id, report=GOOD_CHECK, now=now)
    with pytest.raises(WrongState):
        await attempts.start(sitting.candidate_id, sitting.attempt_id, language="kk", now=now)
    with pytest.raises(WrongState):
        await attempts.submit(sitting.candidate_id, sitting.attempt_id, device_epoch=0, now=now)


async def test_the_window_is_half_open(sitting: Sitting, services: Services, clock: SteppedClock) -> None:
    now = clock.now()
    listing = await services.administration.assign(
        candidate_id=sitting.candidate_id,
        programme_id="legislation",
        window_opens_at=now + timedelta(minutes=10),
        window_closes_at=now + timedelta(minutes=20),
        actor_id=None,
        now=now,
    )
    sitting.attempt_id = listing.attempt.id
    await sitting.prepare()

    async def start() -> None:
        await services.attempts.start(
            sitting.candidate_id, sitting.attempt_id, language="ru", now=clock.now()
        )

    clock.step(minutes=10, seconds=-0.001)
    with pytest.raises(WindowNotOpen):
        await start()
    clock.step(minutes=10, seconds=0.001)
    with pytest.raises(WindowClosed):
        await start()
    clock.step(seconds=-0.001)
    await start()
    assert (await sitting.attempt()).deadline_at == now + timedelta(minutes=20)


async def test_starting_twice_and_at_once_gives_one_form(sitting: Sitting, database: Database) -> None:
    await sitting.assign()
    await sitting.prepare()
    now = sitting.clock.now()
    pictures = await asyncio.gather(
        *(
            sitting.services.attempts.start(sitting.candidate_id, sitting.attempt_id, language="kk", now=now)
            for _ in range(5)
        )
    )
    assert len({picture.slots for picture in pictures}) == 1
    sitting.clock.step(minutes=1)
    again = await sitting.services.attempts.start(
        sitting.candidate_id, sitting.attempt_id, language="kk", now=sitting.clock.now()
    )
    assert again.attempt.started_at == now
    async with database.read() as tx:
        assert len(await tx.attempts.form(sitting.attempt_id)) == 55


async def test_the_form_is_frozen_while_the_bank_goes_on(sitting: Sitting, database: Database) -> None:
    await sitting.start()
    before = [await sitting.options(slot) for slot in range(0, 55, 11)]
    async with database.read() as tx:
        form = await tx.attempts.form(sitting.attempt_id)
    now = sitting.clock.step(minutes=30)
    await sitting.services.attempts.start(sitting.candidate_id, sitting.attempt_id, language="kk", now=now)
    assert [await sitting.options(slot) for slot in range(0, 55, 11)] == before
    assert [list(form[slot].option_order) for slot in range(0, 55, 11)] == before
    async with database.read() as tx:
        assert await tx.attempts.form(sitting.attempt_id) == form
    assert len({slot.version_id for slot in form}) == 55


def spoken(value: object) -> set[str]:
    """Every type and member name inside a value."""
    if isinstance(value, Enum):
        return set()
    if is_dataclass(value) and not isinstance(value, type):
        names = {type(value).__name__, *(one.name for one in fields(value))}
        return names.union(*(spoken(getattr(value, one.name)) for one in fields(value)))
    if isinstance(value, dict):
        return set(value).union(*(spoken(one) for one in value.values()))
    if isinstance(value, list | tuple | frozenset):
        return set().union(*(spoken(one) for one in value))
    return set()


async def test_no_value_for_a_candidate_can_carry_a_key(sitting: Sitting) -> None:
    await sitting.start()
    saved = await sitting.save(sitting.write(0, (await sitting.options(0))[:1]))
    attempts, now = sitting.services.attempts, sitting.clock.now()
    picture = await attempts.picture(sitting.candidate_id, sitting.attempt_id, now)
    slots = [
        await sitting.services.slots.read(sitting.candidate_id, sitting.attempt_id, slot, sitting.clock.now())
        for slot in range(55)
    ]
    names = spoken([saved, picture, *slots])
    assert "body" in names
    assert not names & {ItemKey.__name__, "correct_ids", "key", "keys", "correct"}


async def test_another_device_needs_a_takeover_while_the_first_is_alive(
    sitting: Sitting, clock: SteppedClock
) -> None:
    await sitting.start()
    attempts, other = sitting.services.attempts, str(uuid4())

    async def claim(device_id: str, *, takeover: bool = False) -> int:
        return await attempts.claim_device(
            sitting.candidate_id, sitting.attempt_id, device_id=device_id, takeover=takeover, now=clock.now()
        )

    with pytest.raises(OpenElsewhere):
        await claim(other)
    assert await claim(sitting.device_id) == 1
    assert await claim(other, takeover=True) == 2
    with pytest.raises(DeviceSuperseded):
        await sitting.save(sitting.write(0, []))
    with pytest.raises(DeviceSuperseded):
        await attempts.submit(sitting.candidate_id, sitting.attempt_id, device_epoch=1, now=clock.now())
    with pytest.raises(DeviceSuperseded):
        await sitting.services.responses.flag(
            sitting.candidate_id, sitting.attempt_id, 0, device_epoch=1, flagged=True
        )
    sitting.epoch = 2
    await sitting.save(sitting.write(0, []))


async def test_a_device_that_fell_silent_is_followed_without_asking(
    sitting: Sitting, clock: SteppedClock
) -> None:
    await sitting.start()
    clock.step(seconds=15)
    await sitting.services.attempts.seen(sitting.attempt_id, 1, clock.now())
    clock.step(seconds=19.999)
    claim = sitting.services.attempts.claim_device
    with pytest.raises(OpenElsewhere):
        await claim(sitting.candidate_id, sitting.attempt_id, device_id="b", takeover=False, now=clock.now())
    clock.step(seconds=0.001)
    assert (
        await claim(sitting.candidate_id, sitting.attempt_id, device_id="b", takeover=False, now=clock.now())
        == 2
    )


async def test_a_superseded_page_does_not_keep_the_attempt_alive(
    sitting: Sitting, clock: SteppedClock
) -> None:
    await sitting.start()
    await sitting.services.attempts.claim_device(
        sitting.candidate_id, sitting.attempt_id, device_id="b", takeover=True, now=clock.now()
    )
    seen_at = (await sitting.attempt()).device_seen_at
    clock.step(seconds=30)
    await sitting.services.attempts.seen(sitting.attempt_id, 1, clock.now())
    assert (await sitting.attempt()).device_seen_at == seen_at


# --- the end of the time --------------------------------------------------------------------------------


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


# --- whose is it, and who may be registered -------------------------------------------------------------


async def test_somebody_elses_attempt_looks_like_none(sitting: Sitting, cast: Cast) -> None:
    await sitting.start()
    now, other = sitting.clock.now(), cast.bek.id
    services, id_ = sitting.services, sitting.attempt_id
    event = IntegrityRecord("e", "page_hidden", now, now)
    for asked in (
        services.attempts.picture(other, id_, now),
        services.attempts.start(other, id_, language="kk", now=now),
        services.attempts.submit(other, id_, device_epoch=1, now=now),
        services.attempts.claim_device(other, id_, device_id="x", takeover=True, now=now),
        services.attempts.record_events(other, id_, [event]),
        services.slots.read(other, id_, 0, now),
        services.responses.save(other, id_, sitting.write(0, []), now),
        services.results.released(other, id_),
    ):
        with pytest.raises(UnknownAttempt):
            await asked


async def test_a_login_and_an_iin_are_given_once(services: Services, cast: Cast, clock: SteppedClock) -> None:
    async def add(login: str, iin: str | None) -> None:
        assert iin is not None
        await services.administration.add_candidate(
            login=login,
            display_name="X",
            password=PASSWORD,
            iin=iin,
            language="kk",
            actor_id=None,
            now=clock.now(),
        )

    with pytest.raises(IinTaken):
        await add("a.third.login", cast.aru.iin)
    with pytest.raises(BadIin):
        await add("a.third.login", "123456789011")
    with pytest.raises(LoginTaken):
        await add(cast.aru.login, iin_of("00020250000"))


@pytest.mark.parametrize(("opens_in_min", "closes_in_min"), [(10, 10), (10, 5), (-20, -10), (-20, 0)])
async def test_a_window_that_is_none_is_refused(
    opens_in_min: int, closes_in_min: int, services: Services, cast: Cast, clock: SteppedClock
) -> None:
    now = clock.now()
    with pytest.raises(BadWindow):
        await services.administration.assign(
            candidate_id=cast.aru.id,
            programme_id="legislation",
            window_opens_at=now + timedelta(minutes=opens_in_min),
            window_closes_at=now + timedelta(minutes=closes_in_min),
            actor_id=None,
            now=now,
        )
