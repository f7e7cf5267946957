"""What the tests of the HTTP interface use."""

from tests.support.fixtures import (  # noqa: F401  pytest finds fixtures by these names
    app,
    built_app,
    cast,
    clean_loop,
    client_folder,
    clock,
    data_folder,
    database,
    house,
    open_page,
    seat,
    settings,
)
