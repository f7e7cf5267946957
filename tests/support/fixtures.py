"""The fixtures of tests that have a database, or the use cases over one, to themselves."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.review.rounds import ReadingPolicy
from proctor_server.services.catalogue import Services, build_services
from tests.support.cast import PEPPER, Cast, make_cast
from tests.support.loop_watch import watched_loop
from tests.support.postgres import Cluster, cluster_for_tests
from tests.support.sitting import Begun, Sitting
from tests.support.stepped_clock import SteppedClock

ONE_READER = ReadingPolicy(second_per_mille=0, second_for_violation=False)
"""One person's reading is enough; the tests of several readers ask for their own policy."""


@pytest_asyncio.fixture(autouse=True)
async def clean_loop() -> AsyncIterator[None]:
    async with watched_loop(debug=False):
        yield


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    return make_cast(tmp_path_factory.mktemp("cast") / "synaq.sqlite")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture(scope="session")
def begun(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Begun]:
    """The cast's database with an attempt of the first candidate in it that has just been started."""
    file = tmp_path_factory.mktemp("begun") / "synaq.sqlite"
    shutil.copy(cast.file, file)

    async def start() -> Begun:
        database = Database(sqlite_url(file))
        try:
            sitting = Sitting(services_over(database), database, SteppedClock(), cast.aru.id)
            await sitting.start()
            await database.drain_outbox()
        finally:
            await database.aclose()
        return Begun(sitting.attempt_id, sitting.epoch, sitting.device_id)

    return file, asyncio.run(start())


@pytest.fixture
def data_folder(begun: tuple[Path, Begun], tmp_path: Path) -> Path:
    """A data folder of its own for a test, with that database in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(begun[0], folder / "synaq.sqlite")
    (folder / "pepper").write_bytes(PEPPER)
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of its own, for runs with `--on postgresql`."""
    with cluster_for_tests() as made:
        yield made


@pytest.fixture
def database_url(request: pytest.FixtureRequest, data_folder: Path) -> str:
    file = data_folder / "synaq.sqlite"
    if request.config.getoption("--on") == "sqlite":
        return sqlite_url(file)
    made: Cluster = request.getfixturevalue("cluster")
    return made.copy(file)


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.aclose()


def services_over(database: Database) -> Services:
    return build_services(
        database,
        calendar=WorkCalendar(),
        pepper=PEPPER,
        new_random=lambda: Random(7),
        reading_policy=ONE_READER,
    )


@pytest.fixture
def services(database: Database) -> Services:
    return services_over(database)


@pytest.fixture
def sitting(
    services: Services, database: Database, clock: SteppedClock, cast: Cast, begun: tuple[Path, Begun]
) -> Sitting:
    """The first candidate's: `start` meets the attempt that is running, `assign` makes another."""
    return Sitting(services, database, clock, cast.aru.id, begun=begun[1])
