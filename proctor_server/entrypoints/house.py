"""Puts one process together: database, services, ingest, workers; opens them in order, closes them in reverse."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import structlog

from exam_engine.working_days import WorkCalendar, assert_zone
from proctor_server.api.house import House
from proctor_server.api.media_pass import MediaPasses
from proctor_server.bus.wakeups import Event, InProcessBus
from proctor_server.db.database import Database
from proctor_server.entrypoints.master_keys import master_keys_of
from proctor_server.entrypoints.post import post_at
from proctor_server.entrypoints.settings import Settings
from proctor_server.ingest.door import MediaDoor
from proctor_server.ingest.fleet import Fleet
from proctor_server.ingest.ingest import Ingest
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.tasks import Background
from proctor_server.media.blobs import BlobStore
from proctor_server.media.disk import Disk
from proctor_server.media.part_source import LocalParts
from proctor_server.review.probes import BlindPolicy
from proctor_server.review.rounds import ReadingPolicy
from proctor_server.services.backfill import BackfillService
from proctor_server.services.catalogue import Services, build_services
from proctor_server.services.enrolment import EnrolmentService
from proctor_server.services.keeping import KeepingService
from proctor_server.services.recordings import LIFE_BEAT_S, RecordingIndex
from proctor_server.services.uploads import UploadService
from proctor_server.services.vault import Vault
from proctor_server.workers.analysis import AnalysisWorker
from proctor_server.workers.audit_heads import AuditHeadWorker
from proctor_server.workers.bank import BankWorker
from proctor_server.workers.bookings import BookingWorker
from proctor_server.workers.deadlines import DeadlineWorker
from proctor_server.workers.forms import FormWorker
from proctor_server.workers.mail import MailWorker
from proctor_server.workers.media_watch import MediaWatch
from proctor_server.workers.pace_alarms import PaceAlarmWorker
from proctor_server.workers.recovery import RecoveryWorker
from proctor_server.workers.stills import StillWorker
from proctor_server.workers.storage import StorageWorker
from vision.model_files import missing_cues
from vision.pool import VisionPool

log = structlog.get_logger()

DEADLINES_EVERY_S = 1.0
BOOKINGS_EVERY_S = 30.0
MAIL_EVERY_S = 5.0
STILLS_EVERY_S = 1.0
IMPORTS_EVERY_S = 1.0
FORMS_EVERY_S = 5.0
GATHERED_S = 0.05
RECOVERY_EVERY_S = 30.0
NODES_EVERY_S = 1.0
MEDIA_WATCH_EVERY_S = 2.0
UPLOADS_EVERY_S = 10.0
RETENTION_EVERY_S = 60.0
AUDIT_HEADS_EVERY_S = 3600.0
PACE_EVERY_S = 300.0


def services_over(database: Database, settings: Settings) -> Services:
    return build_services(
        database,
        calendar=WorkCalendar(),
        pepper=settings.pepper(),
        new_random=random.SystemRandom,
        reading_policy=ReadingPolicy(second_per_mille=settings.second_reading_per_mille),
        blind_policy=BlindPolicy(settings.blind_first, settings.known_answers_per_mille),
    )


@asynccontextmanager
async def open_house(
    settings: Settings, clock: Clock, open_database: Callable[[str], Database] = Database
) -> AsyncIterator[House]:
    """Open everything a serving process needs; recordings a crash left open are mended first."""
    assert_zone()
    async with AsyncExitStack() as stack:
        database = open_database(settings.database)
        stack.push_async_callback(database.aclose)
        services = services_over(database, settings)
        settings.recordings.mkdir(parents=True, exist_ok=True)
        blobs = BlobStore.from_url(settings.blob_url or settings.recordings, settings.blob_options)
        master = master_keys_of(settings)
        vault = Vault(database, master, blobs=blobs, local=LocalParts(settings.recordings))
        background = Background()
        pool = VisionPool(n_workers=settings.n_analysis_workers, object_model=settings.object_model)
        stack.push_async_callback(pool.aclose)
        stack.push_async_callback(background.aclose)
        ingest = await _open_ingest(settings, database, clock, background)
        stack.push_async_callback(ingest.aclose)
        house = House(
            services=services,
            ingest=ingest,
            turn=settings.turn,
            blobs=blobs,
            vault=vault,
            backfill=BackfillService(database, vault, settings.recordings),
            enrolment=EnrolmentService(database, vault),
            keeping=KeepingService(database, vault, blobs, retention=timedelta(days=settings.retention_days)),
            disk=Disk(settings.recordings, min_free_bytes=settings.min_free_mb * 1_000_000),
            bus=InProcessBus(),
            pool=pool,
            clock=clock,
            recordings_folder=settings.recordings,
            passes=MediaPasses(settings.pepper()),
            cookie_name="__Host-synaq" if settings.https else "synaq",
            secure_cookie=settings.https,
        )
        recovery = RecoveryWorker(
            services.recordings, vault, folder=settings.recordings, recording=ingest.recording
        )
        await recovery.at_start()
        background.every("recovery", RECOVERY_EVERY_S, recovery.step)
        await _start_work(house, database, background, settings)
        yield house


async def _open_ingest(
    settings: Settings, database: Database, clock: Clock, background: Background
) -> MediaDoor:
    if settings.ingest == "nodes":
        fleet = Fleet(database, clock, token=settings.node_token())
        await fleet.look()
        background.every("ingest_nodes", NODES_EVERY_S, fleet.look)
        background.every("nodes_outbox", NODES_EVERY_S, _wake(database))
        return fleet
    return Ingest(
        folder=settings.recordings,
        sink=RecordingIndex(database, clock),
        clock=clock,
        host_addresses=settings.addresses,
        ports=settings.ports,
    )


def _wake(database: Database) -> Callable[[], Awaitable[None]]:
    """Look into the outbox now and then: what nodes commit does not wake this process."""

    async def wake() -> None:
        database.on_commit()

    return wake


async def _start_work(house: House, database: Database, background: Background, settings: Settings) -> None:
    services, clock = house.services, house.clock
    life_id = await services.recordings.begin_life(clock.now())
    await services.attempts.credit_outages(clock.now())
    for reason in missing_cues():
        log.warning("cue_is_off", reason=reason)
    stills = StillWorker(services.stills, pool=house.pool, vault=house.vault, clock=clock)
    background.every("stills", STILLS_EVERY_S, stills.step)
    for number in range(settings.n_analysis_workers):
        worker = AnalysisWorker(
            services.analysis, pool=house.pool, vault=house.vault, bus=house.bus, clock=clock
        )
        background.keep(f"analysis_{number}", worker.run)
    deadlines = DeadlineWorker(services.attempts, services.analysis, ingest=house.ingest, clock=clock)
    background.every("deadlines", DEADLINES_EVERY_S, deadlines.step)
    background.every("bookings", BOOKINGS_EVERY_S, BookingWorker(services.booking, clock).step)
    background.every("pace_alarms", PACE_EVERY_S, PaceAlarmWorker(services.pace_alarms, clock).step)
    forms = FormWorker(services.bank.forms, services.booking, clock)
    background.every("forms", FORMS_EVERY_S, forms.step)
    if (post := post_at(settings.smtp_url)) is not None:
        mail = MailWorker(services.notices, post, sender=settings.smtp_from)
        background.every("mail", MAIL_EVERY_S, mail.step)
    heads = AuditHeadWorker(services.audit, settings.audit_heads)
    background.every("audit_heads", AUDIT_HEADS_EVERY_S, heads.step)
    bank = BankWorker(services.bank, blobs=house.blobs, clock=clock)
    background.every("imports", IMPORTS_EVERY_S, bank.imports)
    _keep_recordings(house, database, background, settings)
    background.keep("outbox", lambda: _deliver(database, house.bus))
    background.every("life", LIFE_BEAT_S, lambda: services.recordings.still_alive(life_id, clock.now()))


def _keep_recordings(house: House, database: Database, background: Background, settings: Settings) -> None:
    """Listen for media, send what is recorded to the object store, delete what is over."""
    watch = MediaWatch(house.services.recordings, ingest=house.ingest, clock=house.clock)
    background.every("media_watch", MEDIA_WATCH_EVERY_S, watch.step)
    uploads = UploadService(database, house.blobs, house.vault.local) if settings.blob_url else None
    storage = StorageWorker(house.keeping, uploads, disk=house.disk, clock=house.clock)
    background.every("uploads", UPLOADS_EVERY_S, storage.upload)
    background.every("retention", RETENTION_EVERY_S, storage.keep_house)


async def _deliver(database: Database, bus: InProcessBus) -> None:
    """Publish what commits left in the outbox, right after a commit: emptying it is a commit of its own."""
    committed = asyncio.Event()
    database.on_commit = committed.set
    while True:
        while wake_ups := await database.drain_outbox():
            for wake_up in wake_ups:
                bus.publish(Event(wake_up.topic, wake_up.subject))
        await committed.wait()
        await asyncio.sleep(GATHERED_S)
        committed.clear()
