"""A test that the demo's candidate has sat: recorded, looked at, one incident, waiting for its review."""

from datetime import datetime
from pathlib import Path

import cv2

from proctor_server.db.database import Database
from proctor_server.db.notices import NoticeKind
from proctor_server.db.recordings import Part
from proctor_server.entrypoints.house import services_over
from proctor_server.entrypoints.settings import Settings
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.review.incident import Incident, IncidentType
from proctor_server.review.moments import Moment
from proctor_server.services.administration import add_account
from proctor_server.services.readings import weigh
from proctor_server.services.recordings import index_segment
from proctor_server.services.vault import Vault
from tests.support.recordings import empty_room, encoded, write_part
from tests.support.sitting import Sitting, part_row
from tests.support.stepped_clock import SteppedClock

LENGTH_S = 12


async def sit_lately(data: Path, *, now: datetime) -> None:
    """Put the attempt into the demo in `data`, as if it had begun at `now`: its server's clock is to be later."""
    settings = Settings(data=data)
    database = Database(settings.database)
    try:
        sitting = await _sitting(settings, database, SteppedClock(now))
        await sitting.start()
        await _record(settings, sitting)
        sitting.clock.step(seconds=LENGTH_S)
        await sitting.submit()
        await sitting.services.analysis.finish_closed(sitting.clock.now())
    finally:
        await database.aclose()


async def add_proctor(data: Path, login: str, password: str, *, now: datetime) -> None:
    """Add a proctor beside those of the demo."""
    settings = Settings(data=data)
    database = Database(settings.database)
    try:
        account = await services_over(database, settings).administration.new_account(
            login=login, display_name=login, password=password, role="proctor", language="kk"
        )
        async with database.write() as tx:
            await add_account(tx, account, actor_id=None, now=now)
    finally:
        await database.aclose()


async def warn_senior(data: Path, *, now: datetime) -> None:
    """Leave an alarm that reviews will be late among the senior's notices."""
    database = Database(Settings(data=data).database)
    params = {"n_late": 31, "n_waiting": 47, "n_proctors": 2, "n_needed": 5, "due_at": now.isoformat()}
    try:
        async with database.write() as tx:
            senior = await tx.accounts.by_login("senior")
            assert senior is not None
            await tx.notices.post(
                account_id=senior.id,
                kind=NoticeKind.REVIEWS_WILL_BE_LATE,
                params=params,
                occasion="pace",
                now=now,
            )
    finally:
        await database.aclose()


async def _sitting(settings: Settings, database: Database, clock: SteppedClock) -> Sitting:
    async with database.read() as tx:
        candidate = await tx.accounts.by_login("candidate")
        assert candidate is not None
        [attempt] = [
            one for one in await tx.attempts.of_candidate(candidate.id) if one.programme_id == "legislation"
        ]
    services = services_over(database, settings)
    return Sitting(services, database, clock, candidate.id, attempt_id=attempt.id)


async def _record(settings: Settings, sitting: Sitting) -> None:
    """An empty room from the first second to the last, analysed, with one incident and its picture."""
    settings.recordings.mkdir(parents=True, exist_ok=True)
    blobs = BlobStore.from_url(settings.recordings)
    keys = FileKeys.open(settings.master_keys)
    vault = Vault(sitting.database, keys, blobs=blobs, local=LocalParts(settings.recordings))
    part_id, now = f"part-{sitting.attempt_id}", sitting.clock.now()
    row = part_row(sitting.attempt_id, part_id, now)
    part = Part(**{name: getattr(row, name) for name in Part.__slots__} | {"sealed": True})
    seal = await vault.seal_for(sitting.attempt_id, part_id, now)
    whole = write_part(vault.local.path(part.blob_key), encoded(empty_room, LENGTH_S), seal=seal)
    async with sitting.database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in whole.segments:
            await index_segment(tx, part, segment)
        await tx.recordings.end_part(
            part_id, cause="peer_closed", duration_ms=whole.duration_ms, n_bytes=whole.size
        )
    while (job := await sitting.services.analysis.claim(now)) is not None:
        await sitting.services.analysis.record(job.segment, [], cpu_s=0.0, now=now)
    incident = Incident(
        id=f"incident-{sitting.attempt_id}",
        attempt_id=sitting.attempt_id,
        type=IncidentType.ABSENT,
        rule_id="left_seat",
        t0_s=4.0,
        t1_s=11.0,
        confidence=0.9,
    )
    still = f"stills/{incident.id}.jpg"
    await vault.put_picture(sitting.attempt_id, still, _jpeg(), now)
    async with sitting.database.write() as tx:
        await tx.incidents.put(incident)
        await weigh(tx, sitting.attempt_id)
    await sitting.services.stills.put(incident, {Moment.START: still}, now)


def _jpeg() -> bytes:
    fine, written = cv2.imencode(".jpg", empty_room(0))
    assert fine
    return written.tobytes()
