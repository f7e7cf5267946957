"""A programme's own thresholds: tried on what is stored before they hold, and then held to."""

import asyncio

import pytest

from proctor_server.db.signal_settings import StoredSettings
from proctor_server.kernel.errors import ConcurrentChange
from tests.support.sitting import Sitting
from vision.errors import BadSettings
from vision.hearing import Hearing
from vision.signals import SignalType
from vision.what_if import refold

SLOWER = {"durations_s": {"microphone_silent": 30.0}}


async def refolded(settings, records, baseline):
    return await asyncio.to_thread(refold, settings, records, baseline)


async def silent_for(sitting: Sitting, seconds: int) -> None:
    """A closed attempt whose recording is silent, analysed to its end."""
    await sitting.start()
    await sitting.record_part("part", n_segments=seconds // 4)
    while (job := await sitting.services.analysis.claim(sitting.clock.now())) is not None:
        heard = [Hearing(job.t0_s + n / 2, -99.0, None) for n in range(8)]
        await sitting.services.analysis.record(job.segment, heard, cpu_s=0.1, now=sitting.clock.now())
    await sitting.submit()
    await sitting.services.analysis.finish_closed(sitting.clock.now())


async def found(sitting: Sitting) -> list[tuple[str, float]]:
    async with sitting.database.read() as tx:
        return [(one.type.value, one.t1_s) for one in await tx.incidents.of_attempt(sitting.attempt_id)]


async def test_what_would_vanish_is_told_before_it_is_applied(sitting: Sitting) -> None:
    service = sitting.services.signal_settings
    await silent_for(sitting, 20)
    assert await found(sitting) == [("microphone_silent", 19.5)]
    [attempt] = await service.what_if("legislation", SLOWER, refold=refolded)
    assert attempt.attempt_id == sitting.attempt_id
    gone = {one.type: len(one.gone) for one in attempt.changes if one.gone or one.new}
    assert gone == {SignalType.MICROPHONE_SILENT: 1}
    [same] = await service.what_if("legislation", {}, refold=refolded)
    assert not any(one.gone or one.new for one in same.changes)
    assert await found(sitting) == [("microphone_silent", 19.5)]


async def test_settings_hold_for_what_is_analysed_after_them(sitting: Sitting) -> None:
    service, now = sitting.services.signal_settings, sitting.clock.now()
    kept = await service.put(StoredSettings("legislation", SLOWER, 0), by=None, now=now)
    assert (kept.document, kept.version) == (SLOWER, 1)
    await silent_for(sitting, 20)
    assert await found(sitting) == []


async def test_two_administrators_cannot_overwrite_each_other_unseen(sitting: Sitting) -> None:
    service, now = sitting.services.signal_settings, sitting.clock.now()
    await service.put(StoredSettings("legislation", SLOWER, 0), by=None, now=now)
    for version in (0, 5):
        with pytest.raises(ConcurrentChange):
            await service.put(StoredSettings("legislation", {}, version), by=None, now=now)
    assert (await service.put(StoredSettings("legislation", {}, 1), by=None, now=now)).version == 2


async def test_settings_that_are_not_sound_are_not_stored(sitting: Sitting) -> None:
    service = sitting.services.signal_settings
    broken = {"thresholds": {"yaw_on_deg": 500}}
    with pytest.raises(BadSettings):
        await service.put(StoredSettings("legislation", broken, 0), by=None, now=sitting.clock.now())
    with pytest.raises(BadSettings):
        await service.what_if("legislation", broken, refold=refolded)
    assert (await service.get("legislation")).version == 0
