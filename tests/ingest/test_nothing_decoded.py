"""A server that cannot decode records all the same, and a kill costs it the open cluster at most."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import av

from proctor_server.media.recovery import repair

SERVER = Path(__file__).with_name("recording_server.py")
ROOT = SERVER.parents[2]
OPEN_CLUSTER_S = 1.3  # a second, and what a cut waits for late sound


async def test_records_without_a_decoder_and_survives_a_kill(sending, tmp_path: Path) -> None:
    command = [sys.executable, str(SERVER), str(tmp_path)]
    server = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )
    try:
        async with sending() as sender, asyncio.timeout(20):
            server.stdin.write(json.dumps(await sender.offer()).encode() + b"\n")
            await sender.answered(json.loads(await server.stdout.readline())["answer"])
            n_frames = 0
            while n_frames < 60:
                line = await server.stdout.readline()
                assert line, f"the server ended: {await server.wait()}"
                n_frames = json.loads(line)["n_frames"]
            assert server.returncode is None
            server.kill()
            n_frames = max(
                [
                    n_frames,
                    *(json.loads(one)["n_frames"] for one in (await server.stdout.read()).splitlines()),
                ]
            )
    finally:
        if server.returncode is None:
            server.kill()
        await server.wait()
    repaired = repair(tmp_path / "a1" / "p1.webm")
    with av.open(str(tmp_path / "a1" / "p1.webm")) as container:
        n_played = len(list(container.decode(video=0)))
    assert repaired.n_clusters >= 2
    assert n_frames - n_played <= OPEN_CLUSTER_S * 15 + 2
