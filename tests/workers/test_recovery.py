"""What a start mends: torn files, rows without files, files without rows, work that nobody does any more."""

from datetime import timedelta
from pathlib import Path

import pytest

from proctor_server.db.recordings import Part, SegmentState
from proctor_server.media.webm import Block
from proctor_server.services.catalogue import Services
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault
from proctor_server.workers.analysis import AnalysisWorker
from proctor_server.workers.recovery import RecoveryWorker
from tests.support.recordings import write_part
from tests.support.sitting import Sitting, part_row


@pytest.fixture
def recovery(services: Services, vault: Vault, folder: Path) -> RecoveryWorker:
    return RecoveryWorker(services.recordings, vault, folder=folder, recording=frozenset)


async def parts_of(sitting: Sitting) -> list[Part]:
    async with sitting.database.read() as tx:
        return await tx.recordings.parts_of(sitting.attempt_id)


async def n_segments(sitting: Sitting) -> int:
    async with sitting.database.read() as tx:
        return len(await tx.recordings.segments_of(sitting.attempt_id))


async def left_open(sitting: Sitting, folder: Path, blocks: list[Block], *, n_indexed: int) -> Path:
    """A part as a kill leaves it: its row open, some segments not indexed."""
    await sitting.start()
    part = part_row(sitting.attempt_id, "part", sitting.clock.now())
    file = folder / part.blob_key
    whole = write_part(file, blocks, complete=False)
    async with sitting.database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in whole.segments[:n_indexed]:
            await index_segment(tx, part, segment)
    return file


async def test_a_torn_part_is_cut_ended_indexed_and_then_analysed(
    sitting: Sitting,
    recovery: RecoveryWorker,
    worker: AnalysisWorker,
    folder: Path,
    empty_room_blocks: list[Block],
) -> None:
    file = await left_open(sitting, folder, empty_room_blocks, n_indexed=1)
    whole = file.stat().st_size
    file.write_bytes(file.read_bytes()[:-100])  # the last cluster, torn by hand
    await recovery.at_start()
    [part] = await parts_of(sitting)
    assert part.ended_cause == "server_stop"
    assert part.duration_ms is not None
    assert 6_500 <= part.duration_ms < 7_500  # seven whole clusters of a second
    assert part.n_bytes == file.stat().st_size < whole - 100
    assert await n_segments(sitting) == 2
    await recovery.at_start()
    assert await n_segments(sitting) == 2
    while await worker.step():
        pass
    async with sitting.database.read() as tx:
        found = await tx.recordings.segments_of(sitting.attempt_id)
    assert {one.state for one in found} == {SegmentState.ANALYSED}


async def test_a_sealed_part_is_mended_and_analysed_as_well(
    sitting: Sitting,
    recovery: RecoveryWorker,
    worker: AnalysisWorker,
    vault: Vault,
    folder: Path,
    empty_room_blocks: list[Block],
) -> None:
    """The index of a kill is made again through the seal; a file without a row is known to be sealed."""
    await sitting.start()
    file = folder / sitting.attempt_id / "orphan.webm"
    seal = await vault.seal_for(sitting.attempt_id, "orphan", sitting.clock.now())
    write_part(file, empty_room_blocks, complete=False, seal=seal)
    file.write_bytes(file.read_bytes()[:-100])
    await recovery.at_start()
    [part] = await parts_of(sitting)
    assert (part.sealed, await n_segments(sitting)) == (True, 2)
    while await worker.step():
        pass
    async with sitting.database.read() as tx:
        found = await tx.recordings.segments_of(sitting.attempt_id)
    assert {one.state for one in found} == {SegmentState.ANALYSED}


async def test_a_row_without_its_file_is_ended(
    sitting: Sitting, recovery: RecoveryWorker, folder: Path, black_blocks: list[Block]
) -> None:
    """It would have kept the attempt from ever being decided."""
    file = await left_open(sitting, folder, black_blocks, n_indexed=0)
    file.unlink()
    await recovery.at_start()
    [part] = await parts_of(sitting)
    assert (part.ended_cause, part.duration_ms, part.n_bytes) == ("server_stop", 0, 0)


async def test_a_file_torn_in_its_header_is_ended_with_nothing(
    sitting: Sitting, recovery: RecoveryWorker, folder: Path, black_blocks: list[Block]
) -> None:
    file = await left_open(sitting, folder, black_blocks, n_indexed=0)
    file.write_bytes(file.read_bytes()[:60])
    await recovery.at_start()
    [part] = await parts_of(sitting)
    assert part.duration_ms == 0


async def test_a_file_without_a_row_is_taken_in(
    sitting: Sitting, recovery: RecoveryWorker, folder: Path, black_blocks: list[Block]
) -> None:
    await sitting.start()
    write_part(folder / sitting.attempt_id / "orphan.webm", black_blocks, complete=False)
    write_part(folder / "no-such-attempt" / "stray.webm", black_blocks, complete=False)
    (folder / sitting.attempt_id / "rubbish.webm").write_bytes(b"no recording")
    await recovery.at_start()
    [part] = await parts_of(sitting)
    assert (part.id, part.width, part.height) == ("orphan", 320, 240)
    assert part.ended_cause is not None
    assert await n_segments(sitting) == 1


async def test_a_part_that_is_being_written_is_left_alone(
    sitting: Sitting, services: Services, vault: Vault, folder: Path, black_blocks: list[Block]
) -> None:
    await left_open(sitting, folder, black_blocks, n_indexed=0)
    writing = RecoveryWorker(services.recordings, vault, folder=folder, recording=lambda: frozenset({"part"}))
    await writing.step()
    assert (await parts_of(sitting))[0].ended_cause is None


async def test_segments_that_a_dead_worker_held_are_given_back(
    sitting: Sitting, recovery: RecoveryWorker
) -> None:
    await sitting.start()
    await sitting.record_part("part", n_segments=1)
    now = sitting.clock.now()
    held = await sitting.services.analysis.claim(now)
    assert held is not None
    assert await sitting.services.analysis.claim(now + timedelta(seconds=1)) is None
    await recovery.at_start()
    again = await sitting.services.analysis.claim(now + timedelta(seconds=1))
    assert again is not None
    assert again.segment.id == held.segment.id
