"""Background loops: one that fails is begun again, another is not disturbed, and the end leaves none."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from proctor_server.kernel.tasks import Background

WAIT_S = 5.0


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    kept = Background(restart_after_s=0.001)
    yield kept
    await kept.aclose()


async def test_a_failing_loop_is_begun_again(background: Background) -> None:
    begun, thrice = 0, asyncio.Event()

    async def loop() -> None:
        nonlocal begun
        begun += 1
        if begun >= 3:
            thrice.set()
            await asyncio.Event().wait()
        raise RuntimeError("once more")

    background.keep("failing", loop)
    await asyncio.wait_for(thrice.wait(), WAIT_S)
    assert begun == 3


async def test_a_step_that_fails_does_not_end_the_steps(background: Background) -> None:
    seen: list[int] = []
    enough = asyncio.Event()

    async def step() -> None:
        seen.append(len(seen))
        if len(seen) == 2:
            raise RuntimeError("the second fails")
        if len(seen) == 5:
            enough.set()

    background.every("steps", 0.001, step)
    await asyncio.wait_for(enough.wait(), WAIT_S)


async def test_a_loop_that_ends_is_not_begun_again(background: Background) -> None:
    begun = 0
    ended = asyncio.Event()

    async def loop() -> None:
        nonlocal begun
        begun += 1
        ended.set()

    background.keep("ending", loop)
    await asyncio.wait_for(ended.wait(), WAIT_S)
    await asyncio.sleep(0.01)
    assert begun == 1


async def test_closing_cancels_all_and_leaves_none() -> None:
    before = asyncio.all_tasks()
    background = Background()
    cancelled: list[str] = []

    async def loop() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append("cancelled")
            raise

    for name in ("a", "b", "c"):
        background.keep(name, loop)
    await asyncio.sleep(0)
    await background.aclose()
    assert cancelled == ["cancelled"] * 3
    assert asyncio.all_tasks() == before
    await background.aclose()
