"""What the routes find in their application: services, media, clock; put there once by the entry point."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from starlette.requests import HTTPConnection

from proctor_server.api.media_pass import MediaPasses
from proctor_server.bus.wakeups import InProcessBus
from proctor_server.ingest.door import MediaDoor
from proctor_server.ingest.turn import TurnServer
from proctor_server.kernel.clock import Clock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.disk import Disk
from proctor_server.services.backfill import BackfillService
from proctor_server.services.catalogue import Services
from proctor_server.services.enrolment import EnrolmentService
from proctor_server.services.keeping import KeepingService
from proctor_server.services.vault import Vault
from vision.pool import VisionPool


@dataclass(frozen=True, slots=True)
class House:
    services: Services
    ingest: MediaDoor
    turn: TurnServer | None
    blobs: BlobStore
    vault: Vault
    backfill: BackfillService
    keeping: KeepingService
    enrolment: EnrolmentService
    disk: Disk
    bus: InProcessBus
    pool: VisionPool
    clock: Clock
    recordings_folder: Path
    passes: MediaPasses
    cookie_name: str
    secure_cookie: bool


def house_of(connection: HTTPConnection) -> House:
    return cast(House, connection.app.state.house)
