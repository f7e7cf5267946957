"""What the tests of the workers use."""

from tests.support.at_work import (  # noqa: F401  pytest finds fixtures by these names
    black_blocks,
    blobs,
    empty_room_blocks,
    folder,
    pool,
    vault,
    worker,
)
from tests.support.fixtures import (  # noqa: F401
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
