"""Works that commit together: those that wait are done one after another in one transaction, each told after it.

A commit waits for the disk. When thousands begin at one moment, a few of them share one.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.kernel.tasks import WhileThereIsWork

MOST_TOGETHER = 8
"""An answer that comes meanwhile waits for all of them, some four milliseconds each."""


class HasConnection(Protocol):
    @property
    def connection(self) -> AsyncConnection: ...


Tx = TypeVar("Tx", bound=HasConnection)
Result = TypeVar("Result")


@dataclass(slots=True)
class _Waiter(Generic[Tx]):
    name: Hashable
    work: Callable[[Tx], Awaitable[Any]]
    told: asyncio.Future[Any]

    def tell(self, outcome: Any) -> None:
        if isinstance(outcome, Exception):
            self.told.set_exception(outcome)
        else:
            self.told.set_result(outcome)


class JointWrites(Generic[Tx]):
    """Does works in order of arrival, a few in each transaction that `begin` opens."""

    def __init__(self, begin: Callable[[], AbstractAsyncContextManager[Tx]]) -> None:
        self._begin = begin
        self._waiting: deque[_Waiter[Tx]] = deque()
        self._named: dict[Hashable, _Waiter[Tx]] = {}
        self._work = WhileThereIsWork("joint writes", self._commit_next)

    async def do(self, name: Hashable, work: Callable[[Tx], Awaitable[Result]]) -> Result:
        """Do a work that finds its rows by key; returns after the commit. What it raises undoes it alone.

        Of works of one name, one is done and all are told: where thousands press again, nothing piles up.
        """
        waiter = self._named.get(name)
        if waiter is None:
            waiter = _Waiter(name, work, asyncio.get_running_loop().create_future())
            self._named[name] = waiter
            self._waiting.append(waiter)
            self._work.wake()
        result: Result = await asyncio.shield(waiter.told)
        return result

    async def _commit_next(self) -> bool:
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
        try:
            outcomes = await self._committed(group)
        except Exception as failure:
            outcomes = [failure] * len(group)
        for waiter, outcome in zip(group, outcomes, strict=True):
            del self._named[waiter.name]
            waiter.tell(outcome)
        return bool(self._waiting)

    async def _committed(self, group: Sequence[_Waiter[Tx]]) -> list[Any]:
        async with self._begin() as tx:
            if len(group) == 1:
                return [await group[0].work(tx)]
            return [await _apart(tx, waiter.work) for waiter in group]


async def _apart(tx: Tx, work: Callable[[Tx], Awaitable[Any]]) -> Any:
    """Its result, or the error that undid it."""
    try:
        async with tx.connection.begin_nested():
            return await work(tx)
    except Exception as failure:
        return failure
