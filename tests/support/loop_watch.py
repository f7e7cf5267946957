"""Whether a test left the event loop as it found it: no task left behind, nothing that held it up."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SLOW_S = 1.0
"""Far above our own bound of 50 ms: a shared machine that pauses must not fail a test."""
ENDS_WITHIN_S = 1.0


class _SlowCallbacks(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if said.startswith("Executing") and "pytest_asyncio" not in said:  # fixtures may import and hash
            self.found.append(said)


@asynccontextmanager
async def watched_loop(*, debug: bool) -> AsyncIterator[None]:
    """Fail on a leaked task; in debug mode also on a callback that held the loop for a second.

    Debug mode keeps a stack for every future, which doubles the time of a test that talks to a database.
    """
    loop = asyncio.get_running_loop()
    before = asyncio.all_tasks()
    asyncio.constants.DEBUG_STACK_DEPTH = (
        1  # the stack of every callback, ten deep, doubles the time of a test
    )
    loop.set_debug(False)
    loop.slow_callback_duration = SLOW_S
    slow = _SlowCallbacks()
    logging.getLogger("asyncio").addHandler(slow)
    try:
        yield
        leaked = asyncio.all_tasks() - before - {asyncio.current_task()}
        if leaked:  # a task that is just ending is no leak
            _, leaked = await asyncio.wait(leaked, timeout=ENDS_WITHIN_S)
        names = sorted(str(task.get_coro()) for task in leaked)
        for task in leaked:
            task.cancel()
        assert not names, f"leaked tasks: {names}"
        assert not slow.found, f"the loop was held up: {slow.found}"
    finally:
        logging.getLogger("asyncio").removeHandler(slow)
