"""A clock that a test moves from another process: the machine's time plus the seconds in a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from proctor_server.kernel.clock import SystemClock


class MovedClock(SystemClock):
    """The instant is moved; intervals are not, as on a machine whose wall clock is set."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self._file.read_text() or 0))
