"""A real server process over a folder of its own: started, moved in time, killed and started again by a test."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
START_WITHIN_S = 180.0  # on a machine that does much else


class ServerProcess:
    """`base_url` answers after `start`. The data folder survives `kill`, as a disk does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self._clock = folder / "clock"
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self._clock.write_text("0")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def prepare(self, like: Path | None = None) -> None:
        """Migrate and load the demo, by the commands a newcomer runs; or take over a data folder that was."""
        if like is not None:
            shutil.copytree(like, self.data)
            return
        for command in ("migrate", "demo"):
            subprocess.run(
                [sys.executable, "-c", "from proctor_server.entrypoints.cli import main; main()", command],
                check=True,
                env=self._environment(),
                cwd=PROJECT,
                stdout=subprocess.DEVNULL,
            )

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.serve", str(self._clock)],
                env=self._environment(),
                cwd=PROJECT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_ready()

    def kill(self) -> None:
        """End the whole server at once, workers included, as a power cut would."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it as an operator does: SIGTERM, then wait for the drain."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._process = None

    def move_clock(self, seconds: float) -> None:
        """Move the server's time forward by `seconds` from where it is."""
        moved = float(self._clock.read_text()) + seconds
        replacement = self._clock.with_suffix(".new")
        replacement.write_text(str(moved))
        replacement.replace(self._clock)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SYNAQ_DATA": str(self.data),
            "SYNAQ_PORT": str(self.port),
            "SYNAQ_ICE_ADDRESSES": "127.0.0.1",
            "SYNAQ_SECOND_READING_PER_MILLE": "0",  # nothing is left to a draw
            "SYNAQ_KNOWN_ANSWERS_PER_MILLE": "0",
        }

    def _wait_ready(self) -> None:
        until = time.monotonic() + START_WITHIN_S
        while time.monotonic() < until:
            assert self._process is not None
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
