"""The lines that simulated candidates speak over: one each as far as the system lets a process open so many."""

import resource
from dataclasses import dataclass

from proctor_server.entrypoints.simulation.server import HOST
from proctor_server.entrypoints.simulation.wire import Line

KEPT_FREE = 1_000
"""Files that server and generator have open besides their lines."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines handed out in turn; where candidates outnumber them, several share one, as behind a proxy."""

    _lines: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self._lines)

    def of(self, no: int) -> Line:
        return self._lines[no % len(self._lines)]

    def close(self) -> None:
        for line in self._lines:
            line.close()


def open_lines(port: int, n_candidates: int) -> Lines:
    """Lines for so many candidates; each is opened when it is first used."""
    n_files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return Lines(tuple(Line(HOST, port) for _ in range(min(n_candidates, max(1, n_files - KEPT_FREE)))))


def allow_many_files() -> None:
    """Raise the bound on open files to what the system allows; a server started later inherits it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
