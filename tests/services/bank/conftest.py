"""What the tests of the bank's use cases share."""

from pathlib import Path

import pytest

from proctor_server.media.blobs import BlobStore
from tests.support.fixtures import (  # noqa: F401  pytest finds fixtures by these names
    begun,
    cast,
    clean_loop,
    clock,
    cluster,
    data_folder,
    database,
    database_url,
    services,
    sitting,
)


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore.from_url(tmp_path / "blobs")
