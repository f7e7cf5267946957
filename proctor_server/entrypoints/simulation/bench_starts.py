"""How fast candidates can begin when all of them press Start in the same minute; their forms lie ready."""

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.bench_answers import quantile_ms
from proctor_server.entrypoints.simulation.crash import populate
from proctor_server.entrypoints.simulation.lines import allow_many_files, open_lines
from proctor_server.entrypoints.simulation.people import Person
from proctor_server.entrypoints.simulation.process_account import cpu_s
from proctor_server.entrypoints.simulation.server import SimulatedServer
from proctor_server.entrypoints.simulation.wire import Line, LineBroken

OK = 200
AGAIN_AFTER_S = 0.5
GIVEN_UP_AFTER_S = 600.0
LANGUAGE = "kk"


@dataclass(frozen=True, slots=True)
class StartsReport:
    """`took_s`: from the first press to the last candidate's first item; CPU by the kernel's account.

    `within_s`: the time the presses are spread over, at random; milliseconds from a press to the answer, and
    from the first request for an item to the item.
    """

    starts: int
    within_s: float
    started: int
    errors: int
    took_s: float
    p50_ms: float
    p99_ms: float
    item_p99_ms: float
    cpu_ms_per_start: float
    server_cores: float
    generator_cores: float


@dataclass
class _Account:
    starts_s: list[float] = field(default_factory=list)
    items_s: list[float] = field(default_factory=list)
    n_errors: int = 0


async def bench_starts(folder: Path, *, n_starts: int, within_s: float) -> StartsReport:
    """Let `n_starts` candidates begin and open their first item, each at a random moment of `within_s` seconds."""
    allow_many_files()
    people = await populate(Settings(data=folder), n_starts, started=False)
    server, account = SimulatedServer(folder), _Account()
    try:
        await server.start()
        lines = open_lines(server.port, n_starts)
        before_s, own_s, began = cpu_s(server.pid), time.process_time(), time.monotonic()
        await _all_begin(people, [lines.of(no) for no in range(n_starts)], within_s, account)
        took_s, used_s = time.monotonic() - began, cpu_s(server.pid) - before_s
        own_s = time.process_time() - own_s
        lines.close()
    finally:
        server.close()
    return StartsReport(
        starts=n_starts,
        within_s=within_s,
        started=len(account.items_s),
        errors=account.n_errors,
        took_s=round(took_s, 1),
        p50_ms=quantile_ms(account.starts_s, 0.5),
        p99_ms=quantile_ms(account.starts_s, 0.99),
        item_p99_ms=quantile_ms(account.items_s, 0.99),
        cpu_ms_per_start=round(1000 * used_s / n_starts, 2),
        server_cores=round(used_s / took_s, 2),
        generator_cores=round(own_s / took_s, 2),
    )


async def _all_begin(
    people: Sequence[Person], lines: Sequence[Line], within_s: float, account: _Account
) -> None:
    moments = random.Random(len(people))
    with suppress(TimeoutError):  # whoever has not started by then is missing in the report
        async with asyncio.timeout(within_s + GIVEN_UP_AFTER_S), asyncio.TaskGroup() as group:
            for person, line in zip(people, lines, strict=True):
                group.create_task(_begin(person, line, moments.uniform(0.0, within_s), account))


async def _begin(person: Person, line: Line, after_s: float, account: _Account) -> None:
    """Press Start after `after_s` seconds, and again until it is done, as a page does; then read the first item."""
    await asyncio.sleep(after_s)
    path = f"/api/attempts/{person.attempt_id}"
    account.starts_s.append(
        await _until_done(line, person, "POST", f"{path}/start", {"language": LANGUAGE}, account)
    )
    account.items_s.append(await _until_done(line, person, "GET", f"{path}/slots/0", None, account))


async def _until_done(
    line: Line, person: Person, method: str, path: str, body: object | None, account: _Account
) -> float:
    began = time.monotonic()
    while True:
        try:
            status, _ = await line.send(method, path, body, person.headers)
        except LineBroken:
            status = None
        if status == OK:
            return time.monotonic() - began
        account.n_errors += 1
        await asyncio.sleep(AGAIN_AFTER_S)
