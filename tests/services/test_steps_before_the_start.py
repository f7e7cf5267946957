"""What comes before the start: consent, device check, the window; no step before the one it needs."""

from datetime import timedelta

import pytest

from exam_engine.attempt import AttemptState
from exam_engine.errors import (
    ConsentOutdated,
    DeviceCheckFailed,
    WindowClosed,
    WindowNotOpen,
    WrongState,
)
from proctor_server.services.catalogue import Services
from tests.support.sitting import GOOD_CHECK, PROGRAMME, Sitting
from tests.support.stepped_clock import SteppedClock


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
