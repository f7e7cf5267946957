"""A server in a process of its own, for simulations: `python -m proctor_server.entrypoints.simulation.server`.

With `--control` it acknowledges before it commits. No command serves people that way: it is there so that a
crash test can show that it would notice.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from proctor_server.db.answer_groups import AnswerKey, Decide, GroupFacts, GroupWrites
from proctor_server.db.database import Database, Transaction
from proctor_server.entrypoints.server import listen, serve
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.wire import Line, LineBroken
from proctor_server.kernel.clock import SystemClock

CONTROL = "--control"
COMMITS_AFTER_S = 0.05
START_WITHIN_S = 60.0
HOST = "127.0.0.1"


class AcknowledgesTooEarly(Database):
    """The control: a use case ends, and with it the answer goes out, before its transaction is committed."""

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        connection = await self.writer.connect()
        transaction = await connection.begin()
        try:
            yield Transaction(connection)
        except BaseException:
            await transaction.rollback()
            await connection.close()
            raise

        async def commit_later() -> None:
            await asyncio.sleep(COMMITS_AFTER_S)
            await transaction.commit()
            await connection.close()

        self._late = asyncio.ensure_future(commit_later())
        self.on_commit()

    async def in_group(self, keys: Sequence[AnswerKey], decide: Decide) -> None:
        loop = asyncio.get_running_loop()
        decided = loop.create_future()

        def decided_early(facts: GroupFacts) -> GroupWrites:
            writes = decide(facts)
            loop.call_soon_threadsafe(decided.set_result, None)
            time.sleep(COMMITS_AFTER_S)
            return writes

        self._late_group = asyncio.ensure_future(super().in_group(keys, decided_early))
        await decided


class SimulatedServer:
    """Starts, kills and restarts a server process over one data folder."""

    def __init__(self, data: Path, *, control: bool = False) -> None:
        self.data = data
        self.port = _free_port()
        self._arguments = [CONTROL] if control else []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None  # noqa: S101  asked between start and kill only
        return self._process.pid

    async def start(self) -> None:
        """Start and wait until it is ready.

        Raises:
            TimeoutError: it is not ready within a minute.
        """
        environment = {**os.environ, "SYNAQ_DATA": str(self.data), "SYNAQ_PORT": str(self.port)}
        self._process = subprocess.Popen(  # noqa: ASYNC220, S603  our own module; it returns at once
            [sys.executable, "-m", __spec__.name, *self._arguments],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        line = Line(HOST, self.port, {})
        async with asyncio.timeout(START_WITHIN_S):
            while True:
                try:
                    await line.send("GET", "/readyz")
                    line.close()
                    return
                except LineBroken:
                    await asyncio.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to the server and all its workers."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    settings = Settings()
    database = AcknowledgesTooEarly if CONTROL in sys.argv else Database
    serve(settings, listen(settings.host, settings.port), SystemClock(), open_database=database)
