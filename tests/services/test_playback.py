"""What a proctor is shown beside a recording: only to whoever may see it, and never a key."""

import pytest
import sqlalchemy as sa

from proctor_server.db.baselines import StoredBaseline
from proctor_server.db.database import Database
from proctor_server.db.recordings import SegmentState
from proctor_server.db.tables import audit
from proctor_server.review.errors import NotClaimed
from proctor_server.services.errors import UnknownRecording, UnknownReview, UnknownSlot
from tests.support.cast import Cast
from tests.support.sitting import Sitting


async def closed(sitting: Sitting) -> str:
    await sitting.start()
    sitting.clock.step(seconds=20)
    await sitting.save(sitting.write(7, (await sitting.options(7))[:1]))
    sitting.clock.step(seconds=10)
    await sitting.submit()
    return await sitting.review_id()


async def test_the_curve_is_what_the_analysis_heard(sitting: Sitting, database: Database) -> None:
    await sitting.start()
    await sitting.record_part("camera", n_segments=2)
    async with database.write() as tx:
        first, second = await tx.recordings.segments_of(sitting.attempt_id)
        heard = [{"heard": True, "at_s": 0.25, "level_db": -31.5, "speech": None}]
        seen = [{"at_s": 0.4, "light": {}}]
        await tx.recordings.settle(first.id, SegmentState.ANALYSED, observations=heard + seen, cpu_s=0.1)
        await tx.recordings.settle(second.id, SegmentState.FAILED, observations=[], cpu_s=0.1)
    sitting.clock.step(seconds=10)
    await sitting.submit()
    found = await sitting.services.playback.sound(await sitting.review_id())
    assert (found.step_s, found.levels_db) == (0.5, (-31.5, *[None] * 19))


async def test_the_picture_of_the_device_check_is_found_if_one_was_kept(
    sitting: Sitting, database: Database
) -> None:
    review_id = await closed(sitting)
    with pytest.raises(UnknownRecording):
        await sitting.services.playback.enrolment(review_id)
    async with database.write() as tx:
        kept = StoredBaseline(sitting.attempt_id, {}, "enrolment/its.jpg", sitting.clock.now())
        await tx.baselines.put(kept)
    found = await sitting.services.playback.enrolment(review_id)
    assert found == (sitting.attempt_id, "enrolment/its.jpg")


async def test_the_items_stand_where_their_answers_say(sitting: Sitting) -> None:
    [span] = await sitting.services.playback.items(await closed(sitting))
    assert (span.slot, span.t0_s, span.t1_s) == (7, 17.0, 20.0)


async def test_an_item_is_shown_to_who_holds_the_review_and_on_the_record(
    sitting: Sitting, cast: Cast, database: Database
) -> None:
    review_id, now = await closed(sitting), sitting.clock.now()
    show = sitting.services.playback.item
    with pytest.raises(NotClaimed):
        await show(review_id, 7, proctor_id=cast.proctor.id, now=now)
    await sitting.services.reviews.claim(review_id, proctor_id=cast.proctor.id, now=now)
    with pytest.raises(NotClaimed):
        await show(review_id, 7, proctor_id=cast.other_proctor.id, now=now)
    with pytest.raises(UnknownSlot):
        await show(review_id, 999, proctor_id=cast.proctor.id, now=now)
    with pytest.raises(UnknownReview):
        await show("nobody's", 7, proctor_id=cast.proctor.id, now=now)
    shown = await show(review_id, 7, proctor_id=cast.proctor.id, now=now)
    assert shown.interactions
    async with database.writer.connect() as connection:
        rows = await connection.execute(
            sa.select(audit.c.actor_id, audit.c.details).where(audit.c.action == "item_viewed")
        )
        assert [tuple(row) for row in rows] == [(cast.proctor.id, {"slot": 7})]
