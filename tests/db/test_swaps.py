"""Whoever changes what somebody else changed meanwhile is refused: every projection, by its version."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from exam_engine.response import StoredResponse
from proctor_server.db.database import Database
from proctor_server.db.incidents import FoldCheckpoint
from proctor_server.db.recordings import SegmentState
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


async def test_the_second_writer_of_an_attempt_is_refused(sitting: Sitting, database: Database) -> None:
    read = await (await sitting.assign()).attempt()
    async with database.write() as tx:
        stored = await tx.attempts.replace(read, replace(read, language="kk"))
    assert stored.version == read.version + 1
    with pytest.raises(ConcurrentChange):
        async with database.write() as tx:
            await tx.attempts.replace(read, replace(read, language="ru"))
    assert (await sitting.attempt()).language == "kk"


async def test_changing_nothing_is_no_change(sitting: Sitting, database: Database) -> None:
    read = await (await sitting.assign()).attempt()
    async with database.write() as tx:
        assert await tx.attempts.replace(read, read) is read


async def test_the_second_writer_of_a_response_is_refused(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    await sitting.start()
    async with database.write() as tx:
        await tx.responses.put(sitting.attempt_id, StoredResponse(0, 1, {"RESPONSE": ("a",)}, clock.now()))
        await tx.responses.put(sitting.attempt_id, StoredResponse(0, 2, {"RESPONSE": ("b",)}, clock.now()))
    with pytest.raises(ConcurrentChange):
        async with database.write() as tx:
            await tx.responses.put(
                sitting.attempt_id, StoredResponse(0, 2, {"RESPONSE": ("c",)}, clock.now())
            )
    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await tx.responses.put(
                sitting.attempt_id, StoredResponse(0, 1, {"RESPONSE": ("d",)}, clock.now())
            )
    async with database.read() as tx:
        current = await tx.responses.current(sitting.attempt_id, 0)
    assert current is not None
    assert current.answers == {"RESPONSE": ("b",)}


async def test_the_second_writer_of_a_review_is_refused(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    await sitting.start()
    await sitting.submit()
    async with database.write() as tx:
        read = await tx.reviews.of_attempt(sitting.attempt_id)
        assert read is not None
        await tx.reviews.replace(read, replace(read, lease_until=clock.now()))
    with pytest.raises(ConcurrentChange):
        async with database.write() as tx:
            await tx.reviews.replace(read, replace(read, lease_until=None))


async def test_the_second_verdict_on_one_reading_is_refused(sitting: Sitting, database: Database) -> None:
    await sitting.start()
    incident = Incident(
        id="i",
        attempt_id=sitting.attempt_id,
        type=IncidentType.ABSENT,
        rule_id="left_seat",
        t0_s=1.0,
        t1_s=5.0,
        confidence=0.5,
    )
    async with database.write() as tx:
        await tx.incidents.put(incident)
        first = replace(incident, verdict=IncidentVerdict.CONFIRMED, version=1)
        await tx.incidents.put_verdict(incident, first)
    second = replace(incident, verdict=IncidentVerdict.DISMISSED, version=1)
    with pytest.raises(ConcurrentChange):
        async with database.write() as tx:
            await tx.incidents.put_verdict(incident, second)
    async with database.write() as tx:
        await tx.incidents.put(replace(incident, t1_s=9.0))
        kept = await tx.incidents.get("i")
    assert kept is not None
    assert (kept.t1_s, kept.verdict) == (9.0, IncidentVerdict.CONFIRMED)


async def test_the_second_folder_of_an_attempt_is_refused(sitting: Sitting, database: Database) -> None:
    await sitting.assign()
    first = FoldCheckpoint(sitting.attempt_id, {"a": [1, 2.5]}, None, finished=False, version=0)
    async with database.write() as tx:
        await tx.incidents.save_checkpoint(first)
        read = await tx.incidents.checkpoint(sitting.attempt_id)
        assert read is not None
        assert read.state == {"a": [1, 2.5]}
        await tx.incidents.save_checkpoint(read)
    with pytest.raises(ConcurrentChange):
        async with database.write() as tx:
            await tx.incidents.save_checkpoint(read)


async def test_a_segment_is_claimed_by_one_and_settled_once(
    sitting: Sitting, database: Database, clock: SteppedClock
) -> None:
    await sitting.start()
    await sitting.record_part("part", n_segments=1)
    lease = timedelta(seconds=60)
    async with database.write() as tx:
        claimed = await tx.recordings.claim(clock.now(), lease)
        assert claimed is not None
        assert await tx.recordings.claim(clock.now(), lease) is None
        settle = tx.recordings.settle
        assert await settle(claimed.id, SegmentState.ANALYSED, observations=[{"a": 1}], cpu_s=0.1)
        assert not await settle(claimed.id, SegmentState.FAILED, observations=[], cpu_s=0.0)
        assert await tx.recordings.observations([claimed.id]) == {claimed.id: [{"a": 1}]}
        assert await tx.recordings.n_pending() == 0
