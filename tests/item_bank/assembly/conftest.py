"""A large made-up bank for all tests of this folder."""

import pytest

from item_bank.assembly.choices import Choices
from tests.support.large_bank import made_up_bank


@pytest.fixture(scope="session")
def large_bank() -> Choices:
    return made_up_bank()
