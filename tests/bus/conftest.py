"""What the tests of the bus use."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.support.loop_watch import watched_loop


@pytest_asyncio.fixture(autouse=True)
async def clean_loop() -> AsyncIterator[None]:
    async with watched_loop(debug=True):
        yield
