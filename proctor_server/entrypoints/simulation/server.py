"""A server in a process of its own, for simulations: `python -m proctor_server.entrypoints.simulation.server KIND`.

That process has read the program and waits; each life of the server is a fork of it. A life so begins within a
second, and a hundred of them can be ended in one test; all that a life opens it opens itself.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import IO

from proctor_server.db.database import Database
from proctor_server.entrypoints.server import listen, serve
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.databases import AcknowledgesTooEarly, CountsGroups
from proctor_server.entrypoints.simulation.wire import Line, LineBroken
from proctor_server.kernel.clock import SystemClock

START_WITHIN_S = 120.0
HOST = "127.0.0.1"
BEGIN, END = "begin\n", "end\n"


class Kind(StrEnum):
    """The server as it is; or counting its groups; or the control, which acknowledges too early."""

    PLAIN = "plain"
    COUNTS = "counts"
    CONTROL = "control"


DATABASES: dict[Kind, type[Database]] = {
    Kind.PLAIN: Database,
    Kind.COUNTS: CountsGroups,
    Kind.CONTROL: AcknowledgesTooEarly,
}


class SimulatedServer:
    """Starts, kills and restarts a server over one data folder."""

    def __init__(self, data: Path, kind: Kind = Kind.PLAIN) -> None:
        self.data = data
        self.port = _free_port()
        self._kind = kind
        self._parent: subprocess.Popen[str] | None = None
        self._pid: int | None = None

    @property
    def pid(self) -> int:
        assert self._pid is not None  # noqa: S101  asked between start and kill only
        return self._pid

    async def start(self) -> None:
        """Start a life and wait until it is ready.

        Raises:
            TimeoutError: it is not ready within two minutes.
        """
        async with asyncio.timeout(START_WITHIN_S):
            self._pid = int(await asyncio.to_thread(self._tell, BEGIN))
            line = Line(HOST, self.port)
            while not await _is_ready(line):  # noqa: ASYNC110  another process becomes ready
                await asyncio.sleep(0.02)
            line.close()

    def kill(self) -> None:
        """SIGKILL to the server and all its workers."""
        if self._pid is not None:
            os.killpg(self._pid, signal.SIGKILL)
            self._tell(END)
            self._pid = None

    def close(self) -> None:
        """End the life, and the process that lives come from."""
        self.kill()
        if self._parent is not None:
            self._parent.communicate()
            self._parent = None

    def _tell(self, command: str) -> str:
        if self._parent is None:
            environment = {**os.environ, "SYNAQ_DATA": str(self.data), "SYNAQ_PORT": str(self.port)}
            self._parent = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", __spec__.name, self._kind.value],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        told, says = _pipes(self._parent)
        told.write(command)
        told.flush()
        return says.readline()


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None  # noqa: S101  both were asked for
    assert process.stdout is not None  # noqa: S101
    return process.stdin, process.stdout


async def _is_ready(line: Line) -> bool:
    try:
        await line.send("GET", "/readyz")
    except LineBroken:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _give_lives(kind: Kind) -> None:
    """Fork at each "begin", wait for the end at each "end"; whoever closes the pipe ends the last life."""
    pid = 0
    for command in sys.stdin:
        if command == BEGIN:
            pid = os.fork()
            if pid == 0:
                _live(kind)
            print(pid, flush=True)
        else:
            os.waitpid(pid, 0)
            pid = 0
            print("ended", flush=True)
    if pid:
        os.killpg(pid, signal.SIGKILL)


def _live(kind: Kind) -> None:
    os.setsid()
    with Path(os.devnull).open("r+b") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdin.fileno())
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    settings = Settings()
    serve(settings, listen(settings.host, settings.port), SystemClock(), open_database=DATABASES[kind])
    os._exit(0)


if __name__ == "__main__":
    _give_lives(Kind(sys.argv[1]))
