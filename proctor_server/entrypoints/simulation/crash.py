"""Kills the server at random moments while candidates answer, and holds what was acknowledged against the disk."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from item_bank.bank_file import read_demo_bank
from item_bank.choice_items import RESPONSE
from proctor_server.db.database import Database
from proctor_server.db.migrate import migrate
from proctor_server.entrypoints.house import services_over
from proctor_server.entrypoints.settings import Settings
from proctor_server.entrypoints.simulation.answering import Account, Acknowledged, AnsweringCandidate
from proctor_server.entrypoints.simulation.people import PROGRAMME, Person, make_people
from proctor_server.entrypoints.simulation.server import HOST, Kind, SimulatedServer
from proctor_server.entrypoints.simulation.wire import Line
from proctor_server.kernel.clock import SystemClock
from proctor_server.services.demo import load_demo

ANSWER_EVERY_S = 0.2
ANSWERS_A_LIFE = 10
ANSWERING_WITHIN_S = 120.0
LIVES_ON_S = 1.5


@dataclass(frozen=True, slots=True)
class CrashReport:
    """`lost`: acknowledged answers the log lacks; `wrong`: held, but not as acknowledged."""

    kills: int
    acknowledged: int
    lost: int
    wrong: int


async def crash(
    folder: Path, *, n_kills: int, n_candidates: int, control: bool, n_answers: int = 0
) -> CrashReport:
    """Run the test in `folder`, which should be empty, until `n_answers` at least are acknowledged."""
    settings = Settings(data=folder)
    people = await populate(settings, n_candidates)
    server = SimulatedServer(folder, Kind.CONTROL if control else Kind.PLAIN)
    account = Account()
    try:
        await server.start()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_answer_on(one, server, account)) for one in people]
            await _kill_and_restart(server, account, n_kills, max(ANSWERS_A_LIFE, n_answers // n_kills))
            for task in tasks:
                task.cancel()
    finally:
        server.close()
    lost, wrong = await compare(settings.database, account.acknowledged)
    return CrashReport(n_kills, len(account.acknowledged), lost, wrong)


async def populate(settings: Settings, n_candidates: int, *, started: bool = True) -> Sequence[Person]:
    """Make the tables, the demo bank and the candidates; those who have not started find a form ready each."""
    await migrate(settings.database)
    database = Database(settings.database)
    try:
        services, now = services_over(database, settings), SystemClock().now()
        await load_demo(database, services.administration, bank=read_demo_bank(), now=now)
        if not started:
            await services.bank.forms.prepare(PROGRAMME, 0, n_candidates, now=now)
        return await make_people(database, services.attempts, n_candidates, now=now, started=started)
    finally:
        await database.aclose()


async def _answer_on(person: Person, server: SimulatedServer, account: Account) -> None:
    line = Line(HOST, server.port)
    await AnsweringCandidate(person, line, account).answer_every(ANSWER_EVERY_S, until=float("inf"))


async def _kill_and_restart(
    server: SimulatedServer, account: Account, n_kills: int, answers_a_life: int
) -> None:
    """Kill at a random moment of full traffic: only once the server of this life has acknowledged so many."""
    moments = random.Random(n_kills)
    for _ in range(n_kills):
        await _until_answering(account, answers_a_life)
        await asyncio.sleep(moments.uniform(0.0, LIVES_ON_S))
        server.kill()
        await server.start()
    await _until_answering(account, answers_a_life)


async def _until_answering(account: Account, n: int) -> None:
    enough = len(account.acknowledged) + n
    async with asyncio.timeout(ANSWERING_WITHIN_S):
        while len(account.acknowledged) < enough:  # noqa: ASYNC110  one reader of two hundred writers
            await asyncio.sleep(0.01)


async def compare(url: str, acknowledged: Sequence[Acknowledged]) -> tuple[int, int]:
    """Count acknowledged answers that are not in the log, and those that are there otherwise."""
    database = Database(url)
    lost = wrong = 0
    try:
        for attempt_id in sorted({one.attempt_id for one in acknowledged}):
            async with database.read() as tx:
                log = await tx.responses.log_of(attempt_id)
                current = await tx.responses.all_current(attempt_id)
            for one in (one for one in acknowledged if one.attempt_id == attempt_id):
                line = log.get(one.operation_id)
                if line is None:
                    lost += 1
                    continue
                held = current.get(one.slot)
                as_told = (
                    line.accepted
                    and line.answers == {RESPONSE: (one.choice_id,)}
                    and line.revision == one.revision
                )
                wrong += not as_told or held is None or held.revision < one.revision
    finally:
        await database.aclose()
    return lost, wrong
