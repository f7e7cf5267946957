"""The short form of `synaq crashtest`: SIGKILL under load loses nothing acknowledged, and the control is caught."""

from pathlib import Path

from proctor_server.entrypoints.simulation.crash import crash

N_CANDIDATES = 20


async def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    report = await crash(tmp_path, n_kills=2, n_candidates=N_CANDIDATES, control=False)
    assert report.acknowledged > 0
    assert (report.lost, report.wrong) == (0, 0)


async def test_acknowledging_before_the_commit_is_noticed(tmp_path: Path) -> None:
    report = await crash(tmp_path, n_kills=3, n_candidates=N_CANDIDATES, control=True)
    assert report.lost > 0, "a test that could not see a loss would prove nothing"
