"""Which device may answer: a takeover while the first is alive, none of it once it fell silent."""

from uuid import uuid4

import pytest

from exam_engine.errors import (
    DeviceSuperseded,
    OpenElsewhere,
)
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


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
