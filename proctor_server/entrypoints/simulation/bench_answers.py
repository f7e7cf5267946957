"""How long an answer takes to be acknowledged, and what it costs the server, under so many candidates."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proctor_server.db.engine import sqlite_file
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.answering import Account, AnsweringCandidate
from proctor_server.entrypoints.simulation.crash import COOKIE, populate
from proctor_server.entrypoints.simulation.databases import counted
from proctor_server.entrypoints.simulation.server import HOST, Kind, SimulatedServer


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """Milliseconds from sending to the acknowledgement; CPU of the server process alone, by the kernel's account.

    `in_group`: answers that one commit carried, on average.
    """

    candidates: int
    answers: int
    errors: int
    p50_ms: float
    p99_ms: float
    cpu_ms_per_answer: float
    in_group: float


async def bench(folder: Path, *, n_candidates: int, seconds: float, every_s: float) -> AnswersReport:
    """Let `n_candidates` answer every `every_s` seconds for `seconds` seconds."""
    settings = Settings(data=folder)
    people = await populate(settings, n_candidates)
    server, account = SimulatedServer(folder, Kind.COUNTS), Account()
    try:
        await server.start()
        before_s = cpu_s(server.pid)
        until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            for person in people:
                candidate = AnsweringCandidate(
                    person, host=HOST, port=server.port, cookie_name=COOKIE, account=account
                )
                group.create_task(candidate.answer_every(every_s, until))
        used_s = cpu_s(server.pid) - before_s
    finally:
        server.close()
    n_groups, n_grouped = counted(Path(sqlite_file(settings.database)))
    n = len(account.latencies_s)
    return AnswersReport(
        candidates=n_candidates,
        answers=n,
        errors=account.n_errors + account.n_broken,
        p50_ms=quantile_ms(account.latencies_s, 0.5),
        p99_ms=quantile_ms(account.latencies_s, 0.99),
        cpu_ms_per_answer=round(1000 * used_s / n, 3) if n else 0.0,
        in_group=round(n_grouped / n_groups, 1) if n_groups else 0.0,
    )


def quantile_ms(latencies_s: Sequence[float], share: float) -> float:
    """The least latency that `share` of them do not exceed, in milliseconds; 0 of none."""
    ordered = sorted(latencies_s)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0


def cpu_s(pid: int) -> float:
    """User and system seconds of a process so far (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
