"""The short form of `synaq crashtest --power-cuts`: what is acknowledged survives, and the control is caught."""

from pathlib import Path
from random import Random

from proctor_server.entrypoints.simulation.disk import SECTOR, File, Truncate, Write
from proctor_server.entrypoints.simulation.power_cuts import FULL, NORMAL, cut_power

N_CUTS = 12


async def test_nothing_acknowledged_is_lost_with_the_power(tmp_path: Path) -> None:
    report = await cut_power(tmp_path, n_cuts=N_CUTS, synchronous=FULL)
    assert report.acknowledged > N_CUTS
    assert not report.is_bad, report


async def test_a_commit_that_is_not_synced_is_noticed(tmp_path: Path) -> None:
    report = await cut_power(tmp_path, n_cuts=N_CUTS, synchronous=NORMAL)
    assert report.lost > 0, "a test that could not see a loss would prove nothing"


def test_a_disk_keeps_what_was_synced_and_some_sectors_of_the_rest() -> None:
    file = File()
    file.change(Write(0, b"a" * 4 * SECTOR))
    file.sync()
    file.change(Write(SECTOR // 2, b"b" * 2 * SECTOR))
    seen = {file.after_cut(Random(seed)) for seed in range(64)}
    assert len(seen) == 2**3, "a write over three sectors leaves any of them"
    assert {one[: SECTOR // 2] for one in seen} == {b"a" * (SECTOR // 2)}
    file.sync()
    assert file.after_cut(Random(1)) == bytes(file.seen)
    file.change(Truncate(SECTOR))
    assert {len(file.after_cut(Random(seed))) for seed in range(64)} == {SECTOR, 4 * SECTOR}
