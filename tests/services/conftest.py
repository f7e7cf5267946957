"""What the tests of the use cases share."""

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
