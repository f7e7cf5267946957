"""The fixtures that the server's tests share; a folder's conftest names those it uses."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio
from fastapi import FastAPI

from exam_engine.working_days import WorkCalendar
from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.entrypoints.server import application
from proctor_server.entrypoints.settings import Settings
from proctor_server.services.catalogue import Services, build_services
from tests.support.cast import PEPPER, Cast, Person, make_cast
from tests.support.loop_watch import watched_loop
from tests.support.page import Page
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


@pytest_asyncio.fixture(autouse=True)
async def clean_loop() -> AsyncIterator[None]:
    async with watched_loop():
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
    return build_services(
        database, calendar=WorkCalendar(), pepper=PEPPER, new_random=lambda: Random(7)
    )


@pytest.fixture
def sitting(services: Services, database: Database, clock: SteppedClock, cast: Cast) -> Sitting:
    """The first candidate's, nothing assigned yet."""
    return Sitting(services, database, clock, cast.aru.id)


CLIENT_PAGES = {
    "index.html": '<meta name="csp-nonce" content="__CSP_NONCE__"><title>candidate</title>',
    "staff.html": '<meta name="csp-nonce" content="__CSP_NONCE__"><title>staff</title>',
    "favicon.svg": "<svg/>",
    "assets/app-1.js": "console.log(1)",
}


@pytest.fixture
def client_folder(tmp_path: Path) -> Path:
    """A built web client in miniature, with a secret beside it that must not be served."""
    folder = tmp_path / "dist"
    for name, text in CLIENT_PAGES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "assets" / "app-1.js.br").write_bytes(b"packed by brotli")
    (folder / "assets" / "app-1.js.gz").write_bytes(b"packed by gzip")
    (tmp_path / "secret.txt").write_text("not yours")
    return folder


@pytest.fixture
def settings(data_folder: Path, client_folder: Path) -> Settings:
    return Settings(data=data_folder, client_folder=client_folder, ice_addresses="127.0.0.1")


@pytest.fixture
def built_app(settings: Settings, clock: SteppedClock) -> FastAPI:
    return application(settings, clock)


@pytest_asyncio.fixture
async def app(built_app: FastAPI) -> AsyncIterator[FastAPI]:
    """The whole product in this process: its house open, its workers working."""
    async with built_app.router.lifespan_context(built_app):
        yield built_app


@pytest.fixture
def house(app: FastAPI) -> House:
    found: House = app.state.house
    return found


@pytest.fixture
def seat(house: House, database: Database, clock: SteppedClock, cast: Cast) -> Sitting:
    """The first candidate's attempt, through the running app's own services."""
    return Sitting(house.services, database, clock, cast.aru.id)


OpenPage = Callable[..., Awaitable[Page]]
"""Opens a page, signed in as the person that is given, if one is."""


@pytest_asyncio.fixture
async def open_page(app: FastAPI) -> AsyncIterator[OpenPage]:
    async with AsyncExitStack() as stack:

        async def opened(person: Person | None = None) -> Page:
            page = Page(app)
            await stack.enter_async_context(page.http)
            if person is not None:
                answer = await page.sign_in(person)
                assert answer.status_code == 200, answer.text
            return page

        yield opened
