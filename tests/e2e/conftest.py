"""A server of its own for each test, stopped whatever happens; the clip is made into a camera once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.camera import Camera, best_camera
from tests.support.server import ServerProcess

LONGEST_FIRST = (
    "item_bank",
    "decisions",
    "candidate_pages",
    "offline",
    "kill",
    "live_wall",
    "blocks",
)
"""Files that take over a minute, in the order in which two workers are done soonest; the others follow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def turn(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=turn)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that was prepared and never started."""
    process = ServerProcess(tmp_path_factory.mktemp("demo"))
    process.prepare()
    return process.data


@pytest.fixture
def server(tmp_path: Path, demo_data: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "server")
    process.prepare(demo_data)
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    """A person who sits, leaves the seat and comes back; without the shared clips, Chromium's faceless camera."""
    return best_camera("s07_leave_seat", tmp_path_factory.mktemp("camera"))
