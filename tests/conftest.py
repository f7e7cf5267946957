"""Which examples hypothesis tries: the same in every run, new ones with `SYNAQ_EXPLORE=1`; and on which database.

What decides whether a change lands must be repeatable; what explores runs by itself and its findings become tests.
`--on postgresql` gives the tests that take a `database` a PostgreSQL of their own.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", print_blob=True)
settings.load_profile("explore" if os.environ.get("SYNAQ_EXPLORE") else "repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on", choices=("sqlite", "postgresql"), default="sqlite", help="the tests' database")
