"""Never a hole: what lacks is told, what the page sends fills it, and nothing that is there is ever replaced."""

from datetime import timedelta
from pathlib import Path

import pytest

from proctor_server.db.recordings import SegmentState
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import BadRecording
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.webm import Block
from proctor_server.review.gaps import Gap, common, gaps_between
from proctor_server.services.backfill import BACKFILL_WITHIN, BackfillService
from proctor_server.services.coverage import coverage_of
from proctor_server.services.errors import BackfillBusy, BackfillOver, UnknownAttempt
from proctor_server.services.vault import Vault
from tests.support.page_recorder import recorder_clusters, recorder_header, with_sound
from tests.support.recordings import black, encoded
from tests.support.sitting import Sitting


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    """Twelve seconds, as long as the tests' gap, from a recorder that began four seconds before it."""
    return with_sound(encoded(black, 20))


@pytest.fixture
def vault(sitting: Sitting, tmp_path: Path) -> Vault:
    folder = tmp_path / "recordings"
    blobs, local = BlobStore.from_url(folder), LocalParts(folder)
    return Vault(sitting.database, FileKeys((bytes(32),)), blobs=blobs, local=local)


@pytest.fixture
def backfill(sitting: Sitting, vault: Vault, tmp_path: Path) -> BackfillService:
    return BackfillService(sitting.database, vault, tmp_path / "recordings")


LACKING = Gap(8, 20)


async def with_a_gap(sitting: Sitting) -> None:
    """Recorded from 0 to 8 and from 20 to 28, now being 30."""
    await sitting.start()
    await sitting.record_part("one", n_segments=2)
    await sitting.record_part("two", n_segments=2, at_s=20, ended=False)
    sitting.clock.step(seconds=30)


async def gaps(sitting: Sitting, backfill: BackfillService) -> list[tuple[float, float]]:
    found = await backfill.gaps(sitting.candidate_id, sitting.attempt_id, sitting.clock.now())
    return [(one.t0_s, one.t1_s) for one in found]


async def send(
    sitting: Sitting, backfill: BackfillService, blocks: list[Block], span: Gap = LACKING
) -> str | None:
    attempt = await sitting.attempt()
    assert attempt.started_at is not None
    taken = await backfill.take(
        sitting.candidate_id,
        sitting.attempt_id,
        span,
        webm=recorder_header() + recorder_clusters(blocks),
        recorder_started_at=attempt.started_at + timedelta(seconds=4),
        now=sitting.clock.now(),
    )
    return taken.part_id


async def test_only_what_lacks_is_asked_for_and_what_is_under_way_is_not(
    sitting: Sitting, backfill: BackfillService
) -> None:
    await with_a_gap(sitting)
    assert await gaps(sitting, backfill) == [(8, 20)]


async def test_without_a_connection_the_gap_reaches_to_a_moment_ago(
    sitting: Sitting, backfill: BackfillService
) -> None:
    await sitting.start()
    await sitting.record_part("one", n_segments=2)
    sitting.clock.step(seconds=30)
    assert await gaps(sitting, backfill) == [(8, 27)]


async def test_a_span_fills_its_gap_and_is_noted_as_sent_later(
    sitting: Sitting, backfill: BackfillService, vault: Vault, blocks: list[Block]
) -> None:
    await with_a_gap(sitting)
    part_id = await send(sitting, backfill, blocks)
    assert part_id is not None
    assert await gaps(sitting, backfill) == []
    async with sitting.database.read() as tx:
        part = await tx.recordings.part(part_id)
        assert part is not None
        found = await tx.recordings.segments_in(part_id)
        line = await coverage_of(tx, await sitting.attempt(), sitting.clock.now())
    assert (part.source, part.sealed) == ("backfill", True)
    assert {one.state for one in found} == {SegmentState.PENDING}
    assert (await vault.segment(part, found[0])).startswith(b"\x1a\x45\xdf\xa3")
    late = [(round(one.t0_s, 1), round(one.t1_s, 1)) for one in line if one.backfilled]
    assert late == [(8.0, 20.0)]


async def test_sending_a_span_again_changes_nothing(
    sitting: Sitting, backfill: BackfillService, blocks: list[Block]
) -> None:
    await with_a_gap(sitting)
    assert await send(sitting, backfill, blocks) is not None
    assert await send(sitting, backfill, blocks) is None
    async with sitting.database.read() as tx:
        assert len(await tx.recordings.parts_of(sitting.attempt_id)) == 3


async def test_a_page_cannot_replace_what_is_recorded(
    sitting: Sitting, backfill: BackfillService, blocks: list[Block]
) -> None:
    """It names a span over everything; what it sends is kept inside the gap, but for the keyframe before."""
    await with_a_gap(sitting)
    part_id = await send(sitting, backfill, blocks, Gap(0, 30))
    async with sitting.database.read() as tx:
        found = await tx.recordings.segments_in(part_id or "")
    start = (await sitting.attempt()).started_at
    assert start is not None
    assert (found[0].begins_at - start).total_seconds() >= 8 - 4
    assert (found[-1].ends_at - start).total_seconds() <= 20.1


async def test_rubbish_and_what_lies_elsewhere_is_refused(
    sitting: Sitting, backfill: BackfillService, blocks: list[Block]
) -> None:
    await with_a_gap(sitting)
    with pytest.raises(BadRecording):
        await send(sitting, backfill, [])
    with pytest.raises(BadRecording):
        await send(sitting, backfill, blocks[:20])
    assert await gaps(sitting, backfill) == [(8, 20)]


async def test_it_goes_on_after_the_end_for_half_an_hour(
    sitting: Sitting, backfill: BackfillService, blocks: list[Block]
) -> None:
    await with_a_gap(sitting)
    await sitting.submit()
    sitting.clock.step(seconds=BACKFILL_WITHIN.total_seconds() - 1)
    assert (8, 20) in await gaps(sitting, backfill)
    assert await send(sitting, backfill, blocks) is not None
    sitting.clock.step(seconds=1)
    assert await gaps(sitting, backfill) == []
    with pytest.raises(BackfillOver):
        await send(sitting, backfill, blocks)


async def test_a_strangers_attempt_is_unknown(sitting: Sitting, backfill: BackfillService) -> None:
    await with_a_gap(sitting)
    with pytest.raises(UnknownAttempt):
        await backfill.gaps("somebody-else", sitting.attempt_id, sitting.clock.now())


async def test_one_span_of_an_attempt_at_a_time(sitting: Sitting, backfill: BackfillService) -> None:
    async with backfill.turn("attempt"), backfill.turn("another"):
        with pytest.raises(BackfillBusy):
            async with backfill.turn("attempt"):
                raise AssertionError
    async with backfill.turn("attempt"):
        pass


def test_gaps_are_what_no_span_covers() -> None:
    assert gaps_between([], until_s=0.5) == ()
    assert gaps_between([], until_s=5) == (Gap(0, 5),)
    assert gaps_between([(6, 9), (0.5, 4), (3, 5)], until_s=20) == (Gap(5, 6), Gap(9, 20))
    assert gaps_between([(0, 4), (4.9, 30)], until_s=20) == ()


def test_what_is_taken_lies_in_one_gap() -> None:
    gaps = (Gap(5, 6), Gap(9, 20))
    assert common(gaps, Gap(0, 12)) == Gap(9, 12)
    assert common(gaps, Gap(6, 9)) is None
    assert common((), Gap(0, 9)) is None
