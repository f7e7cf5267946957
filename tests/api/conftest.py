"""What the tests of the HTTP interface use."""

from pathlib import Path

import pytest

from tests.support.fixtures import cast  # noqa: F401  pytest finds fixtures by these names
from tests.support.running_app import (  # noqa: F401
    app,
    built_app,
    by_role,
    client_folder,
    clock,
    data_folder,
    database,
    house,
    open_page,
    seat,
    settings,
    share_a_loop,
    watched,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    share_a_loop(items, Path(__file__).parent)
