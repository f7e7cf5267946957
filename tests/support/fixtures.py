"""The fixtures of tests that have a database, or the use cases over one, to themselves."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.services.catalogue import Services, build_services
from tests.support.cast import PEPPER, Cast, make_cast
from tests.support.loop_watch import watched_loop
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


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


@pytest.fixture
def data_folder(cast: Cast, tmp_path: Path) -> Path:
    """A data folder of its own for a test, with the cast's database in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(cast.file, folder / "synaq.sqlite")
    (folder / "pepper").write_bytes(PEPPER)
    return folder


@pytest_asyncio.fixture
async def database(data_folder: Path) -> AsyncIterator[Database]:
    opened = Database(sqlite_url(data_folder / "synaq.sqlite"))
    yield opened
    await opened.aclose()


@pytest.fixture
def services(database: Database) -> Services:
    return build_services(database, calendar=WorkCalendar(), pepper=PEPPER, new_random=lambda: Random(7))


@pytest.fixture
def sitting(services: Services, database: Database, clock: SteppedClock, cast: Cast) -> Sitting:
    """The first candidate's, nothing assigned yet."""
    return Sitting(services, database, clock, cast.aru.id)
