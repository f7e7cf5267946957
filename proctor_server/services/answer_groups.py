"""How answers are committed together: whoever waits while a group is being written goes into the next one."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from proctor_server.db.database import Database
from proctor_server.kernel.errors import ConcurrentChange
from proctor_server.kernel.tasks import WhileThereIsWork
from proctor_server.services.answer_group import Ask, GroupDecision, Known, Outcome, Outdated, SavedResponse
from proctor_server.services.errors import Overloaded
from proctor_server.services.programmes import programme_of

MOST_IN_GROUP = 256
MOST_WAITING = 8192
MOST_KNOWN = 50_000
TRIES = 5


@dataclass(slots=True)
class _Waiter:
    ask: Ask
    told: asyncio.Future[SavedResponse]
    n_tries: int = 0


class AnswerGroups:
    """Writes answers in groups, in order of arrival, each group one transaction.

    Alone, an answer waits for nothing; the more come at once, the more share the cost of a commit.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Waiter] = deque()
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._work = WhileThereIsWork("answers", self._write_next)
        self.n_groups = 0

    async def save(self, ask: Ask) -> SavedResponse:
        """Save an answer; returns after the commit, or raises what refuses it.

        Raises:
            Overloaded: too many wait already; the page will send it again.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise Overloaded
        waiter = _Waiter(ask, asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        self._work.wake()
        return await waiter.told

    async def _write_next(self) -> bool:
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_IN_GROUP))]
        await self._write(group)
        return bool(self._waiting)

    async def _write(self, group: Sequence[_Waiter]) -> None:
        try:
            outcomes = await self._committed([waiter.ask for waiter in group])
        except Exception as failure:
            await self._write_apart(group, failure)
            return
        self.n_groups += 1
        for waiter, outcome in zip(group, outcomes, strict=True):
            self._tell(waiter, outcome)

    async def _write_apart(self, group: Sequence[_Waiter], failure: Exception) -> None:
        """The database refused a group: each answer by itself, so that one it cannot take stops no other."""
        if len(group) == 1:
            self._tell(group[0], failure)
            return
        for waiter in group:
            await self._write([waiter])

    async def _committed(self, asks: Sequence[Ask]) -> list[Outcome]:
        await self._learn({ask.attempt_id for ask in asks})
        decision = GroupDecision(asks, self._known)
        await self._database.in_group([ask.key for ask in asks], decision)
        return decision.outcomes

    async def _learn(self, attempt_ids: set[str]) -> None:
        unknown = attempt_ids - self._known.keys()
        if unknown:
            async with self._database.read() as tx:
                for attempt in await tx.attempts.some(unknown):
                    self._known[attempt.id] = Known(attempt, await programme_of(tx, attempt))
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)

    def _tell(self, waiter: _Waiter, outcome: Outcome) -> None:
        if isinstance(outcome, Outdated):
            self._ask_again(waiter)
        elif waiter.told.done():
            return  # the page has hung up
        elif isinstance(outcome, Exception):
            waiter.told.set_exception(outcome)
        else:
            waiter.told.set_result(outcome)

    def _ask_again(self, waiter: _Waiter) -> None:
        waiter.n_tries += 1
        self._known.pop(waiter.ask.attempt_id, None)
        if waiter.n_tries < TRIES:
            self._waiting.append(waiter)
        else:
            self._tell(waiter, ConcurrentChange(waiter.ask.attempt_id))
