"""The fixtures of tests of the workers: real analysis processes, a folder of recordings, what a camera recorded."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from proctor_server.bus.wakeups import InProcessBus
from proctor_server.db.database import Database
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.webm import Block
from proctor_server.services.catalogue import Services
from proctor_server.services.vault import Vault
from proctor_server.workers.analysis import AnalysisWorker
from tests.support.recordings import black, empty_room, encoded
from tests.support.stepped_clock import SteppedClock
from vision.pool import VisionPool


@pytest.fixture(scope="module")
def pool() -> Iterator[VisionPool]:
    """One process that looks at pictures; it takes seconds to load its nets."""
    opened = VisionPool(n_workers=1)
    yield opened
    asyncio.run(opened.aclose())


@pytest.fixture(scope="session")
def empty_room_blocks() -> list[Block]:
    """Eight seconds of a room with nobody in it."""
    return encoded(empty_room, 8)


@pytest.fixture(scope="session")
def black_blocks() -> list[Block]:
    """Four seconds of a covered camera."""
    return encoded(black, 4)


@pytest.fixture
def folder(data_folder: Path) -> Path:
    made = data_folder / "recordings"
    made.mkdir(exist_ok=True)
    return made


@pytest.fixture
def blobs(folder: Path) -> BlobStore:
    return BlobStore.from_url(folder)


@pytest.fixture
def vault(database: Database, folder: Path, blobs: BlobStore) -> Vault:
    return Vault(database, FileKeys((bytes(32),)), blobs=blobs, local=LocalParts(folder))


@pytest.fixture
def worker(services: Services, pool: VisionPool, vault: Vault, clock: SteppedClock) -> AnalysisWorker:
    return AnalysisWorker(services.analysis, pool=pool, vault=vault, bus=InProcessBus(), clock=clock)
