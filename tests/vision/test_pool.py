"""The pool: the loop stays free, and a worker that dies or hangs costs one call."""

import asyncio
import multiprocessing
import os
import signal
import sys
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


async def test_a_killed_server_leaves_no_orphans(tmp_path: Path) -> None:
    """Workers wait on a pipe of which each holds both ends: without more they would outlive a SIGKILL."""
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    root = Path(__file__).parents[2]
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert server.stdout is not None
        worker = int(await asyncio.wait_for(server.stdout.readline(), 30))
    finally:
        server.kill()
        await server.wait()
    for _ in range(200):
        if not is_running(worker):
            return
        await asyncio.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its server by ten seconds")


def is_running(pid: int) -> bool:
    """A zombie that nobody has collected yet has ended all the same."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
