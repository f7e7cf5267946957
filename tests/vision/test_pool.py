"""The pool: the loop stays free, and a worker that dies or hangs costs one call."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vision.errors import NotAPicture, PoolClosed, UnreadableMedia, WorkerDied
from vision.frames import to_jpeg
from vision.pool import VisionPool
from vision.segment import analyse_segment


@pytest.fixture(scope="module")
def webm(pictures, to_webm) -> bytes:
    return to_webm([pictures.fake_camera(n) for n in range(40)], 10)


def kill_workers() -> None:
    for child in multiprocessing.active_children():
        if child.pid is not None:
            os.kill(child.pid, signal.SIGKILL)


async def test_the_pool_answers_survives_a_killed_worker_and_closes(webm, pictures) -> None:
    pool = VisionPool()
    try:
        assert (await pool.analyse(webm, t0_s=8.0)).observations == analyse_segment(
            webm, t0_s=8.0
        ).observations
        assert (await pool.check(to_jpeg(pictures.fake_camera(0)))).n_faces == 0
        assert (await pool.still(webm, offset_s=1.0)).startswith(b"\xff\xd8")
        with pytest.raises(NotAPicture):
            await pool.check(b"nothing")
        with pytest.raises(UnreadableMedia):
            await pool.still(b"nothing", offset_s=0.0)

        calls = [asyncio.ensure_future(pool.analyse(webm, t0_s=0.0)) for _ in range(3)]
        await asyncio.sleep(0)
        kill_workers()
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert any(isinstance(one, WorkerDied) for one in outcomes)
        assert all(isinstance(one, WorkerDied) or not isinstance(one, Exception) for one in outcomes)
        assert len((await pool.analyse(webm, t0_s=0.0)).observations) == 8
    finally:
        await pool.aclose()
    with pytest.raises(PoolClosed):
        await pool.analyse(webm, t0_s=0.0)
    await pool.aclose()


async def test_a_worker_that_hangs_is_ended(webm) -> None:
    """Loading the nets takes longer than this limit: to the pool that is a call that hangs."""
    pool = VisionPool(limit_s=0.005)
    try:
        with pytest.raises(WorkerDied):
            await pool.analyse(webm, t0_s=0.0)
    finally:
        await pool.aclose()


SERVER = """
import asyncio, multiprocessing, time
from vision.errors import NotAPicture
from vision.pool import VisionPool

async def main():
    pool = VisionPool()
    try:
        await pool.check(b"nothing")
    except NotAPicture:
        print(multiprocessing.active_children()[0].pid, flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_killed_server_leaves_no_orphans(tmp_path: Path) -> None:
    """Workers wait on a pipe of which each holds both ends: without more they would outlive a SIGKILL."""
    script, root, said = tmp_path / "server.py", Path(__file__).parents[2], tmp_path / "said"
    script.write_text(SERVER)
    with said.open("w") as stdout:
        environment = {**os.environ, "PYTHONPATH": str(root)}
        server = subprocess.Popen([sys.executable, str(script)], cwd=root, env=environment, stdout=stdout)
    try:
        assert eventually(lambda: said.read_text().endswith("\n"), within_s=30)
        worker = int(said.read_text())
    finally:
        server.kill()
        server.wait()
    ended = eventually(lambda: not is_running(worker), within_s=10)
    if not ended:
        os.kill(worker, signal.SIGKILL)
    assert ended, "the worker outlived its server by ten seconds"


def eventually(holds: Callable[[], bool], *, within_s: float) -> bool:
    """Another process's state can only be polled."""
    until = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def is_running(pid: int) -> bool:
    """A zombie that nobody has collected yet has ended all the same."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
