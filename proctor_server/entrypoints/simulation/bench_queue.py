"""How long a proctor's queue takes with many reviews waiting: its first page, the next review, the forecast."""

import secrets
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa

from exam_engine.working_days import WorkCalendar
from item_bank.bank_file import read_demo_bank
from proctor_server.api import schemas, views
from proctor_server.db.accounts import Account
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import migrate
from proctor_server.db.rehearsal import Double
from proctor_server.db.tables import form_slots, readings, reviews
from proctor_server.entrypoints.simulation.people import NO_PASSWORD, make_people
from proctor_server.kernel.ids import new_id
from proctor_server.review.incident import Incident, IncidentType
from proctor_server.services.administration import AdministrationService
from proctor_server.services.catalogue import Services, build_services
from proctor_server.services.sign_in import Passwords

REPEATS = 7
N_INCIDENTS = 5
READ_BEFORE = 0.1
"""Share of the reviews that the proctor has read already: they wait for somebody else."""
PEPPER = b"a bench keeps no secrets"
SEED = 7


@dataclass(frozen=True, slots=True)
class QueueReport:
    """Milliseconds, the median of seven; the first page is what the route answers, written as JSON.

    `first_page_cpu_ms`: what of it this process worked, whatever else the machine did.
    """

    sessions: int
    first_page_ms: float
    first_page_slowest_ms: float
    first_page_cpu_ms: float
    next_review_ms: float
    forecast_ms: float


async def bench(*, n_sessions: int, url: str | None) -> QueueReport:
    """Fill a database of its own (or the empty one at `url`) with closed attempts and look at the queue."""
    with tempfile.TemporaryDirectory(prefix="synaq-queue-") as folder:
        database_url = url or sqlite_url(Path(folder) / "queue.sqlite")
        await migrate(database_url)
        database = Database(database_url)
        try:
            services = build_services(
                database, calendar=WorkCalendar(), pepper=PEPPER, new_random=lambda: Random(SEED)
            )
            now = datetime.now(UTC)
            proctor_id = await _fill(database, services, n_sessions, now)
            return await _measure(services, n_sessions, proctor_id, now)
        finally:
            await database.aclose()


async def _fill(database: Database, services: Services, n: int, now: datetime) -> str:
    administration = AdministrationService(database, Passwords(), pepper=PEPPER)
    await administration.add_items(read_demo_bank(), now)
    [first] = await make_people(database, services.attempts, 1, now=now)
    candidate_id = await _close(database, services, first.attempt_id, first.device_epoch, now)
    proctor_id = new_id()
    async with database.write() as tx:
        for no in range(N_INCIDENTS):
            await tx.incidents.put(_incident(first.attempt_id, no))
        await tx.accounts.add(
            Account(proctor_id, proctor_id, "proctor", "-", "kk", NO_PASSWORD, None), now=now
        )
        await tx.rehearsal.add_doubles(first.attempt_id, [_double() for _ in range(n - 1)])
        await tx.readings.declare_conflict(proctor_id, candidate_id, now)
    await _spread(database, proctor_id, now)
    return proctor_id


async def _close(database: Database, services: Services, attempt_id: str, epoch: int, now: datetime) -> str:
    async with database.read() as tx:
        attempt = await tx.attempts.get(attempt_id)
    assert attempt is not None  # noqa: S101  it was just made
    await services.attempts.submit(attempt.candidate_id, attempt_id, device_epoch=epoch, now=now)
    await services.analysis.finish_closed(now)
    async with database.writer.begin() as connection:
        await connection.execute(form_slots.delete())
    return attempt.candidate_id


def _incident(attempt_id: str, no: int) -> Incident:
    return Incident(
        id=new_id(),
        attempt_id=attempt_id,
        type=IncidentType.TURNED,
        rule_id="turned_away",
        t0_s=60.0 * no,
        t1_s=60.0 * no + 10,
        confidence=0.7,
        curve=tuple((60.0 * no + at / 2, 0.5) for at in range(60)),
    )


def _double() -> Double:
    number = secrets.token_hex(32)
    return Double(new_id(), new_id(), number[:20], number, secrets.token_hex(32), secrets.token_hex(8))


async def _spread(database: Database, proctor_id: str, now: datetime) -> None:
    """Give the reviews due instants and weights of their own; some the proctor has read before."""
    rng = Random(SEED)
    async with database.writer.begin() as connection:
        ids = list((await connection.execute(sa.select(reviews.c.id))).scalars())
        moved = reviews.update().where(reviews.c.id == sa.bindparam("which"))
        moved = moved.values(
            due_at=sa.bindparam("due"), severity=sa.bindparam("weight"), n_incidents=N_INCIDENTS
        )
        await connection.execute(
            moved,
            [
                {"which": one, "due": now + timedelta(hours=rng.randrange(72)), "weight": rng.random() * 20}
                for one in ids
            ],
        )
        read = [one for one in ids if rng.random() < READ_BEFORE]
        await connection.execute(
            readings.insert(),
            [
                {
                    "id": new_id(),
                    "review_id": one,
                    "round": "first",
                    "reader_id": proctor_id,
                    "outcome": "no_violation",
                    "rule_id": None,
                    "reason": "",
                    "decided_at": now - timedelta(minutes=10 * no),
                }
                for no, one in enumerate(read)
            ],
        )
    async with database.writer.begin() as connection:
        await connection.execute(sa.text("ANALYZE"))


async def _measure(services: Services, n: int, proctor_id: str, now: datetime) -> QueueReport:
    async def page() -> None:
        queue = await services.reviews.queue(proctor_id=proctor_id)
        rows = [views.queue_row(row, proctor_id=proctor_id, now=now) for row in queue.waiting]
        view = schemas.QueueView(
            server_now=now, waiting=rows, decided=[], n_waiting=queue.n_waiting, n_elsewhere=queue.n_elsewhere
        )
        view.model_dump_json()

    async def next_review() -> None:
        await services.reviews.next_for(proctor_id=proctor_id, now=now)

    async def forecast() -> None:
        await services.pace.now(now)

    before_s = time.process_time()
    pages = await _ms(page)
    used_s = time.process_time() - before_s
    return QueueReport(
        sessions=n,
        first_page_ms=pages[len(pages) // 2],
        first_page_slowest_ms=pages[-1],
        first_page_cpu_ms=round(1000 * used_s / REPEATS, 1),
        next_review_ms=(await _ms(next_review))[REPEATS // 2],
        forecast_ms=(await _ms(forecast))[REPEATS // 2],
    )


async def _ms(look: Callable[[], Awaitable[None]]) -> list[float]:
    took = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        await look()
        took.append(round(1000 * (time.perf_counter() - begun), 1))
    return sorted(took)
