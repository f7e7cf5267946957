"""A database with tasks of every kind in its bank, and an attempt of any programme over it."""

import asyncio
import shutil
from pathlib import Path

import pytest

from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.services.bank.taking_over import take_over
from tests.support.course import TASKS, Course
from tests.support.sitting import Begun, Sitting
from tests.support.stepped_clock import MONDAY_MORNING


@pytest.fixture(scope="session")
def stocked(begun: tuple[Path, Begun], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database with the demo's tasks of every kind in its bank, made once."""
    file = tmp_path_factory.mktemp("stocked") / "synaq.sqlite"
    shutil.copy(begun[0], file)

    async def stock() -> None:
        database = Database(sqlite_url(file))
        try:
            await take_over(database, TASKS.items, stimuli=TASKS.stimuli, now=MONDAY_MORNING)
        finally:
            await database.aclose()

    asyncio.run(stock())
    return file


@pytest.fixture
def data_folder(stocked: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(stocked, folder / "synaq.sqlite")
    return folder


@pytest.fixture
def course(sitting: Sitting) -> Course:
    return Course(sitting)
