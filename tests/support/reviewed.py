"""A finished attempt of the demo's candidate with a recording, sound and incidents, ready to be reviewed."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.db.recordings import SegmentState
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.review.incident import RULE_OF, Incident, IncidentType
from proctor_server.services.catalogue import Services, build_services
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault
from tests.support.recordings import empty_room, encoded, write_part
from tests.support.sitting import Sitting, part_row
from tests.support.stepped_clock import SteppedClock

LASTED_S = 24
ANSWERED = ((0, 5), (1, 12), (2, 20))
"""Which slot was answered at which second."""
INCIDENTS = ((IncidentType.ABSENT, 4.0, 7.0), (IncidentType.TALKING, 14.0, 17.0))


def put_finished_attempt(settings: Settings) -> str:
    """Let the demo's candidate sit the test, a while ago; returns the review's id. The server does not run yet."""
    return asyncio.run(_put(settings))


async def _put(settings: Settings) -> str:
    database = Database(settings.database)
    services = build_services(
        database, calendar=WorkCalendar(), pepper=settings.pepper(), new_random=lambda: Random(7)
    )
    vault = Vault(
        database,
        FileKeys.open(settings.master_keys),
        blobs=BlobStore.from_url(settings.recordings),
        local=LocalParts(settings.recordings),
    )
    try:
        sitting = await _sat(services, database)
        attempt = await sitting.attempt()
        assert attempt.started_at is not None
        await _record(database, vault, attempt.id, attempt.started_at)
        async with database.write() as tx:
            for kind, t0_s, t1_s in INCIDENTS:
                await tx.incidents.put(_incident(attempt.id, kind, t0_s, t1_s))
        return await sitting.review_id()
    finally:
        await database.aclose()


async def _sat(services: Services, database: Database) -> Sitting:
    async with database.read() as tx:
        account = await tx.accounts.by_login("candidate")
    assert account is not None
    clock = SteppedClock(SystemClock().now() - timedelta(minutes=30))
    sitting = await Sitting(services, database, clock, account.id).start()
    passed_s = 0
    for slot, at_s in ANSWERED:
        step_s, passed_s = at_s - passed_s, at_s
        clock.step(seconds=step_s)
        command = sitting.write(slot, (await sitting.options(slot))[:1])
        await sitting.save(replace(command, dwell=timedelta(seconds=step_s)))
    clock.step(seconds=LASTED_S - passed_s)
    return await sitting.submit()


async def _record(database: Database, vault: Vault, attempt_id: str, started_at: datetime) -> None:
    part = part_row(attempt_id, "reviewed", started_at)
    written = write_part(vault.local.path(part.blob_key), encoded(empty_room, LASTED_S))
    heard = [
        {"heard": True, "at_s": n / 2 + 0.25, "level_db": -30.0 - n % 20, "speech": 0.0}
        for n in range(LASTED_S * 2)
    ]
    async with database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in written.segments:
            await index_segment(tx, part, segment)
        for row in await tx.recordings.segments_of(attempt_id):
            inside = [one for one in heard if row.t0_ms <= one["at_s"] * 1000 < row.t1_ms]
            await tx.recordings.settle(row.id, SegmentState.ANALYSED, observations=inside, cpu_s=0.1)
        await tx.recordings.end_part(
            part.id, cause="peer_closed", duration_ms=written.duration_ms, n_bytes=written.size
        )


def _incident(attempt_id: str, kind: IncidentType, t0_s: float, t1_s: float) -> Incident:
    return Incident(
        id=f"reviewed-{kind.value}",
        attempt_id=attempt_id,
        type=kind,
        rule_id=RULE_OF[kind],
        t0_s=t0_s,
        t1_s=t1_s,
        confidence=0.9,
        measure="face_score",
        threshold=0.5,
        curve=((t0_s, 0.1), (t1_s, 0.2)),
    )
