"""Whose turn it is at something that only one at a time may use: urgent ones first, yet nobody waits for ever."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Waiting = deque[asyncio.Future[None]]


class Turns:
    """Hands out turns in order of arrival; an urgent one goes before the others, but not twice in a row."""

    def __init__(self) -> None:
        self._taken = False
        self._last_was_urgent = False
        self._waiting: dict[bool, Waiting] = {True: deque(), False: deque()}

    @asynccontextmanager
    async def take(self, *, urgent: bool = False, within_s: float = 30.0) -> AsyncIterator[None]:
        """Wait for a turn and hold it inside the `with`.

        Raises:
            TimeoutError: it did not come within `within_s` seconds.
        """
        if self._taken:
            await self._wait(urgent, within_s)
        self._taken, self._last_was_urgent = True, urgent
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, urgent: bool, within_s: float) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[urgent].append(turn)
        try:
            async with asyncio.timeout(within_s):
                await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                self._pass_on()  # it came just as we gave up
            raise

    def _pass_on(self) -> None:
        """The turn stays taken while it goes from hand to hand."""
        order = (False, True) if self._last_was_urgent else (True, False)
        for urgent in order:
            waiting = self._waiting[urgent]
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    self._last_was_urgent = urgent
                    turn.set_result(None)
                    return
        self._taken = False
