"""How long an answer takes to be acknowledged, and what it costs the server, under so many candidates."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proctor_server.db.engine import sqlite_file
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.answering import Account, AnsweringCandidate
from proctor_server.entrypoints.simulation.crash import populate
from proctor_server.entrypoints.simulation.databases import counted
from proctor_server.entrypoints.simulation.lines import allow_many_files, open_lines
from proctor_server.entrypoints.simulation.process_account import cpu_s
from proctor_server.entrypoints.simulation.server import Kind, SimulatedServer


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """Milliseconds from sending to the acknowledgement; CPU by the kernel's account, in cores.

    `warm_up_s`: seconds of the same load before anything is counted; `lines`: connections of all candidates;
    `in_group`: answers that one commit carried, on average; `server_cores` and `generator_cores`: what the
    server's process, and the process that plays the candidates, used of a core.
    """

    candidates: int
    every_s: float
    warm_up_s: float
    seconds: float
    lines: int
    answers: int
    errors: int
    p50_ms: float
    p99_ms: float
    most_ms: float
    cpu_ms_per_answer: float
    in_group: float
    server_cores: float
    generator_cores: float


@dataclass(frozen=True, slots=True)
class _Meter:
    """What had been used at an instant: seconds of CPU, groups committed, answers in them."""

    server_s: float
    generator_s: float
    n_groups: int
    n_grouped: int

    @classmethod
    def read(cls, pid: int, database: Path) -> "_Meter":
        return cls(cpu_s(pid), time.process_time(), *counted(database))


async def bench(
    folder: Path, *, n_candidates: int, seconds: float, every_s: float, warm_up_s: float | None = None
) -> AnswersReport:
    """Let `n_candidates` answer every `every_s` seconds: first a warm-up (default: one answer each), then `seconds`."""
    allow_many_files()
    settings = Settings(data=folder)
    people = await populate(settings, n_candidates)
    server, account = SimulatedServer(folder, Kind.COUNTS), Account()
    database = Path(sqlite_file(settings.database))
    warm_up_s = every_s if warm_up_s is None else warm_up_s
    try:
        await server.start()
        lines = open_lines(server.port, n_candidates)
        until = time.monotonic() + warm_up_s + seconds
        async with asyncio.TaskGroup() as group:
            for no, person in enumerate(people):
                candidate = AnsweringCandidate(person, lines.of(no), account)
                group.create_task(candidate.answer_every(every_s, until))
            await asyncio.sleep(warm_up_s)
            account.begin()
            before = _Meter.read(server.pid, database)
        after = _Meter.read(server.pid, database)
        lines.close()
    finally:
        server.close()
    n = len(account.latencies_s)
    n_groups = after.n_groups - before.n_groups
    return AnswersReport(
        candidates=n_candidates,
        every_s=every_s,
        warm_up_s=warm_up_s,
        seconds=seconds,
        lines=len(lines),
        answers=n,
        errors=account.n_errors + account.n_broken,
        p50_ms=quantile_ms(account.latencies_s, 0.5),
        p99_ms=quantile_ms(account.latencies_s, 0.99),
        most_ms=quantile_ms(account.latencies_s, 1.0),
        cpu_ms_per_answer=round(1000 * (after.server_s - before.server_s) / n, 3) if n else 0.0,
        in_group=round((after.n_grouped - before.n_grouped) / n_groups, 1) if n_groups else 0.0,
        server_cores=round((after.server_s - before.server_s) / seconds, 2),
        generator_cores=round((after.generator_s - before.generator_s) / seconds, 2),
    )


def quantile_ms(latencies_s: Sequence[float], share: float) -> float:
    """The least latency that `share` of them do not exceed, in milliseconds; 0 of none."""
    ordered = sorted(latencies_s)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0
