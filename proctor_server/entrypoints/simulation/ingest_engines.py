"""Which servers `synaq bench ingest` measures, and how each is started, spoken to and ended."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, Protocol

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.janus import JanusEngine, janus_missing

SERVER = "proctor_server.entrypoints.simulation.ingest_server"
RECORDERS = ("synaq", "aiortc-recorder", "aiortc-recorder-mp4")
ENGINES = (*RECORDERS, "janus")
FINISH_WITHIN_S = 20.0
ANSWER_WITHIN_S = 60.0


class Engine(Protocol):
    """A server under test: one process that records what is sent to it."""

    @property
    def pid(self) -> int: ...

    async def start(self) -> None: ...

    async def answer(self, name: str, offer: str) -> str: ...

    async def finish(self) -> dict[str, Any]:
        """Complete every file; the process stays, so that its account can be read."""
        ...

    async def end(self) -> None: ...


def engine_named(name: str, folder: Path, address: str) -> Engine:
    """Make an engine; nothing runs yet.

    Raises:
        Refusal: there is no such engine, or what it needs is not installed.
    """
    if name in RECORDERS:
        return ProcessEngine(name, folder, address)
    if name != "janus":
        raise Refusal(f"no engine {name}; there are {', '.join(ENGINES)}")
    if (lack := janus_missing()) is not None:
        raise Refusal(lack)
    return JanusEngine(folder, address)


class ProcessEngine:
    """Our ingest, or aiortc's recorder, in a process of its own."""

    def __init__(self, name: str, folder: Path, address: str) -> None:
        self._arguments = (name, str(folder), address)
        self._process: asyncio.subprocess.Process | None = None
        self._asking = asyncio.Lock()

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process is not None  # noqa: S101  asked between start and end only
        return self._process

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            SERVER,
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=os.environ,
            limit=1 << 20,
        )

    async def answer(self, name: str, offer: str) -> str:
        told = await self._ask({"n": name, "offer": offer}, ANSWER_WITHIN_S)
        return str(told["answer"])

    async def finish(self) -> dict[str, Any]:
        return await self._ask({"finish": True}, FINISH_WITHIN_S)

    async def _ask(self, message: dict[str, Any], within_s: float) -> dict[str, Any]:
        running = self._running
        async with self._asking, asyncio.timeout(within_s):
            assert running.stdin is not None and running.stdout is not None  # noqa: S101, PT018  both are pipes
            running.stdin.write(json.dumps(message).encode() + b"\n")
            line = await running.stdout.readline()
        if not line:
            raise RuntimeError("the server under test ended")
        return dict(json.loads(line))

    async def end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()
