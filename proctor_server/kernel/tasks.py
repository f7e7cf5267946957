"""Who owns the background tasks: one place starts them, logs their failures, restarts and stops them."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()

RESTART_AFTER_S = 1.0


class Background:
    """Long-running loops of a process, supervised: one that fails is logged and begun again."""

    def __init__(self, *, restart_after_s: float = RESTART_AFTER_S) -> None:
        self._restart_after_s = restart_after_s
        self._tasks: set[asyncio.Task[None]] = set()

    def keep(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """Run `loop` until `aclose`; a failure is logged and the loop begun again."""
        self._own(self._supervise(name, loop), name)

    def every(self, name: str, seconds: float, step: Callable[[], Awaitable[None]]) -> None:
        """Run `step` at once and then `seconds` after its end, again and again."""

        async def loop() -> None:
            while True:
                await step()
                await asyncio.sleep(seconds)

        self.keep(name, loop)

    def _own(self, coroutine: Awaitable[None], name: str) -> None:
        task = asyncio.ensure_future(coroutine)
        task.set_name(name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _supervise(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await loop()
                return
            except Exception:
                log.exception("background_task_failed", task=name)
                await asyncio.sleep(self._restart_after_s)

    async def aclose(self) -> None:
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class WhileThereIsWork:
    """One task that runs `step` until it says that nothing is left; `wake` begins it again."""

    def __init__(self, name: str, step: Callable[[], Awaitable[bool]]) -> None:
        self._name = name
        self._step = step
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name=self._name)

    async def _run(self) -> None:
        while await self._step():
            pass
