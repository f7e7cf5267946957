"""From a recorded part to incidents with pictures, by real analysis processes that may die."""

import asyncio
import io
import multiprocessing
import os
import signal
from pathlib import Path

import av

from proctor_server.bus.wakeups import Event, InProcessBus, Topic
from proctor_server.db.recordings import SegmentState
from proctor_server.kernel.tasks import Background
from proctor_server.media.webm import Block
from proctor_server.review.coverage import CoverageCause, CoverageState
from proctor_server.review.incident import IncidentType
from proctor_server.review.moments import Moment
from proctor_server.services.catalogue import Services
from proctor_server.services.coverage import coverage_of
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault
from proctor_server.workers.analysis import AnalysisWorker
from proctor_server.workers.stills import StillWorker
from tests.support.recordings import write_part
from tests.support.sitting import Sitting, part_row
from tests.support.stepped_clock import SteppedClock
from vision.pool import VisionPool

WAIT_S = 30.0


async def recorded(sitting: Sitting, folder: Path, blocks: list[Block], part_id: str = "part") -> None:
    """A running attempt with one whole part on the disk and in the index."""
    if not sitting.attempt_id:
        await sitting.start()
    part = part_row(sitting.attempt_id, part_id, sitting.clock.now())
    whole = write_part(folder / part.blob_key, blocks)
    async with sitting.database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in whole.segments:
            assert await index_segment(tx, part, segment)
        await tx.recordings.end_part(
            part.id, cause="peer_closed", duration_ms=whole.duration_ms, n_bytes=whole.size
        )


async def states(sitting: Sitting) -> list[SegmentState]:
    async with sitting.database.read() as tx:
        return [one.state for one in await tx.recordings.segments_of(sitting.attempt_id)]


async def test_an_empty_room_becomes_an_incident_with_its_pictures(
    sitting: Sitting,
    worker: AnalysisWorker,
    pool: VisionPool,
    folder: Path,
    vault: Vault,
    empty_room_blocks: list[Block],
) -> None:
    await recorded(sitting, folder, empty_room_blocks)
    while await worker.step():
        pass
    assert await states(sitting) == [SegmentState.ANALYSED] * 2
    sitting.clock.step(seconds=8)
    await sitting.submit()
    assert await sitting.services.analysis.finish_closed(sitting.clock.now()) == 1
    async with sitting.database.read() as tx:
        [incident] = await tx.incidents.of_attempt(sitting.attempt_id)
    assert (incident.type, incident.open) == (IncidentType.ABSENT, False)
    assert incident.t0_s < 1.0
    assert incident.t1_s > 7.0
    stills = StillWorker(sitting.services.stills, pool=pool, vault=vault, clock=sitting.clock)
    await stills.step()
    assert await sitting.services.stills.due(10) == []
    assert await sitting.services.stills.moments(incident.id) == tuple(Moment)
    for moment in Moment:
        place = await sitting.services.stills.place(incident.id, moment)
        assert place is not None
        assert width_of(await vault.picture(*place)) == 320
    assert width_of(await vault.picture(sitting.attempt_id, f"live/{sitting.attempt_id}.jpg")) == 320


def width_of(jpeg: bytes) -> int:
    with av.open(io.BytesIO(jpeg)) as picture:
        return int(picture.streams.video[0].width)


async def test_a_covered_camera_becomes_an_incident(
    sitting: Sitting, worker: AnalysisWorker, folder: Path, black_blocks: list[Block]
) -> None:
    await recorded(sitting, folder, black_blocks)
    assert await worker.step()
    async with sitting.database.read() as tx:
        kinds = {one.type for one in await tx.incidents.of_attempt(sitting.attempt_id)}
    assert kinds == {IncidentType.COVERED}


async def test_a_segment_whose_process_was_killed_is_analysed_again(
    sitting: Sitting,
    worker: AnalysisWorker,
    folder: Path,
    pool: VisionPool,
    vault: Vault,
    black_blocks: list[Block],
) -> None:
    await recorded(sitting, folder, black_blocks)
    await pool.still(await whole_segment(sitting, vault), offset_s=0.0)  # the process is there
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
    assert await worker.step()
    assert await states(sitting) == [SegmentState.PENDING]
    assert await worker.step()
    assert await states(sitting) == [SegmentState.ANALYSED]
    assert not await worker.step()


async def whole_segment(sitting: Sitting, vault: Vault) -> bytes:
    async with sitting.database.read() as tx:
        [segment, *_] = await tx.recordings.segments_of(sitting.attempt_id)
        part = await tx.recordings.part(segment.part_id)
    assert part is not None
    return await vault.segment(part, segment)


async def test_a_recording_that_is_gone_fails_thrice_and_counts_as_ours(
    sitting: Sitting, worker: AnalysisWorker, folder: Path, black_blocks: list[Block]
) -> None:
    await recorded(sitting, folder, black_blocks)
    (folder / sitting.attempt_id / "part.webm").unlink()
    assert [await worker.step() for _ in range(4)] == [True, True, True, False]
    assert await states(sitting) == [SegmentState.FAILED]
    sitting.clock.step(seconds=4)
    assert await not_analysed(sitting)


async def test_a_segment_without_a_picture_is_not_called_observed(
    sitting: Sitting, worker: AnalysisWorker, folder: Path, black_blocks: list[Block]
) -> None:
    """Story: it was settled as analysed with no observation, and the coverage line said observed."""
    spoilt = [Block(one.at_ms, one.track, one.keyframe, b"\x00" * len(one.data)) for one in black_blocks]
    await recorded(sitting, folder, spoilt)
    while await worker.step():
        pass
    assert await states(sitting) == [SegmentState.FAILED]
    sitting.clock.step(seconds=4)
    assert await not_analysed(sitting)


async def not_analysed(sitting: Sitting) -> bool:
    async with sitting.database.read() as tx:
        spans = await coverage_of(tx, await sitting.attempt(), sitting.clock.now())
    return (spans[0].state, spans[0].cause) == (CoverageState.NOT_OBSERVED, CoverageCause.ANALYSIS)


async def test_a_wake_up_sets_the_worker_to_work(
    sitting: Sitting,
    services: Services,
    pool: VisionPool,
    vault: Vault,
    clock: SteppedClock,
    folder: Path,
    black_blocks: list[Block],
) -> None:
    bus, background = InProcessBus(), Background()
    worker = AnalysisWorker(services.analysis, pool=pool, vault=vault, bus=bus, clock=clock)
    background.keep("analysis", worker.run)
    try:
        await recorded(sitting, folder, black_blocks)
        bus.publish(Event(Topic.SEGMENT, sitting.attempt_id))
        async with asyncio.timeout(WAIT_S):
            while await states(sitting) != [SegmentState.ANALYSED]:  # noqa: ASYNC110  rows wake nobody
                await asyncio.sleep(0.02)
    finally:
        await background.aclose()
