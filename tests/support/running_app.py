"""The fixtures of tests that meet the whole product in this process: one running app for each test module.

Each test has a fresh attempt and fresh sessions in it; the clock of a module only goes forward.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
import pytest_asyncio
from fastapi import FastAPI

from proctor_server.api.house import House
from proctor_server.db.database import Database
from proctor_server.entrypoints.server import application
from proctor_server.entrypoints.settings import Settings
from tests.support.cast import PEPPER, Cast, Person
from tests.support.loop_watch import watched_loop
from tests.support.page import Page
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


def share_a_loop(items: list[pytest.Item], folder: Path) -> None:
    """Let the async tests of a module under `folder` run in the one loop that its app runs in."""
    for item in items:
        if folder in item.path.parents and iscoroutinefunction(getattr(item, "function", None)):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched() -> AsyncIterator[None]:
    async with watched_loop(debug=True):
        yield


@pytest.fixture(scope="module")
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture(scope="module")
def data_folder(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the cast's database in it."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copy(cast.file, folder / "synaq.sqlite")
    (folder / "pepper").write_bytes(PEPPER)
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(app: FastAPI, settings: Settings) -> AsyncIterator[Database]:
    """A second way into the running app's database, to look and to prepare."""
    opened = Database(settings.database)
    yield opened
    await opened.aclose()


CLIENT_PAGES = {
    "index.html": '<meta name="csp-nonce" content="__CSP_NONCE__"><title>candidate</title>',
    "staff.html": '<meta name="csp-nonce" content="__CSP_NONCE__"><title>staff</title>',
    "favicon.svg": "<svg/>",
    "sw.js": "self.addEventListener('fetch', () => {})",
    "assets/app-1.js": "console.log(1)",
}


@pytest.fixture(scope="module")
def client_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built web client in miniature, with a secret beside it that must not be served."""
    tmp_path = tmp_path_factory.mktemp("client")
    folder = tmp_path / "dist"
    for name, text in CLIENT_PAGES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "assets" / "app-1.js.br").write_bytes(b"packed by brotli")
    (folder / "assets" / "app-1.js.gz").write_bytes(b"packed by gzip")
    (tmp_path / "secret.txt").write_text("not yours")
    return folder


@pytest.fixture(scope="module")
def settings(data_folder: Path, client_folder: Path) -> Settings:
    """Nothing is left to a draw: one reading is enough, and no known answers come among the reviews."""
    return Settings(
        data=data_folder,
        client_folder=client_folder,
        ice_addresses="127.0.0.1",
        second_reading_per_mille=0,
        known_answers_per_mille=0,
    )


@pytest.fixture(scope="module")
def built_app(settings: Settings, clock: SteppedClock) -> FastAPI:
    return application(settings, clock)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(watched: None, built_app: FastAPI) -> AsyncIterator[FastAPI]:
    """The whole product in this process: its house open, its workers working."""
    async with built_app.router.lifespan_context(built_app):
        yield built_app


@pytest.fixture(scope="module")
def house(app: FastAPI) -> House:
    found: House = app.state.house
    return found


@pytest.fixture
def seat(house: House, database: Database, clock: SteppedClock, cast: Cast) -> Sitting:
    """The first candidate's attempt, through the running app's own services."""
    return Sitting(house.services, database, clock, cast.aru.id)


OpenPage = Callable[..., Awaitable[Page]]
"""Opens a page, signed in as the person that is given, if one is."""


@pytest_asyncio.fixture(loop_scope="module")
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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def by_role(app: FastAPI, cast: Cast) -> AsyncIterator[dict[str, Page]]:
    """A signed-in page for each role, for tests that neither sign out nor let twelve hours pass."""
    people = {
        "candidate": cast.aru,
        "proctor": cast.proctor,
        "administrator": cast.administrator,
        "marker": cast.markers[0],
    }
    async with AsyncExitStack() as stack:
        pages = {role: Page(app) for role in people}
        for role, page in pages.items():
            await stack.enter_async_context(page.http)
            await page.sign_in(people[role])
        yield pages
