"""How a simulated candidate answers, and the account kept of what the server acknowledged."""

import asyncio
import random
import time
import uuid
from dataclasses import dataclass, field

from item_bank.choice_items import RESPONSE
from proctor_server.entrypoints.simulation.people import Person
from proctor_server.entrypoints.simulation.wire import Line, LineBroken

SAVED = 200
CONFLICT = 409
AGAIN_AFTER_S = 0.1


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An answer the server said it holds."""

    attempt_id: str
    operation_id: str
    slot: int
    revision: int
    choice_id: str


@dataclass
class Account:
    """What all candidates together were told. `latencies_s`: from sending to the acknowledgement.

    `n_broken`: no whole answer came, so the same was sent again.
    """

    acknowledged: list[Acknowledged] = field(default_factory=list)
    latencies_s: list[float] = field(default_factory=list)
    n_errors: int = 0
    n_broken: int = 0

    def begin(self) -> None:
        """Forget how long it took so far, and what failed: the warm-up is over."""
        self.latencies_s.clear()
        self.n_errors = self.n_broken = 0


class AnsweringCandidate:
    """Answers random slots, one after the other, and repeats an answer until the server says it holds it."""

    def __init__(self, person: Person, line: Line, account: Account) -> None:
        self._person = person
        self._account = account
        self._random = random.Random(person.attempt_id)
        self._revisions: dict[int, int] = {}
        self._line = line

    async def answer_every(self, seconds: float, until: float) -> None:
        """Answer about every `seconds` until the monotonic instant `until`; candidates begin out of step."""
        await asyncio.sleep(self._random.random() * seconds)
        while time.monotonic() < until:
            due = time.monotonic() + seconds
            await self._answer(until)
            await asyncio.sleep(max(0.0, min(due, until) - time.monotonic()))

    async def _answer(self, until: float) -> None:
        place = self._random.choice(self._person.form)
        choice_id = self._random.choice(place.option_order)
        operation_id = str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        body = {
            "operation_id": operation_id,
            "device_epoch": self._person.device_epoch,
            "base_revision": self._revisions.get(place.slot, 0),
            "answers": {RESPONSE: [choice_id]},
        }
        path = f"/api/attempts/{self._person.attempt_id}/responses/{place.slot}"
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                status, answer = await self._line.send("PUT", path, body, self._person.headers)
            except LineBroken:
                self._account.n_broken += 1
                await asyncio.sleep(AGAIN_AFTER_S)
                continue
            if status != SAVED:
                self._account.n_errors += 1
                if status == CONFLICT and "revision" in (answer or {}).get("params", {}):
                    self._revisions[place.slot] = answer["params"]["revision"]
                return
            self._account.latencies_s.append(time.monotonic() - began)
            self._revisions[place.slot] = answer["revision"]
            self._account.acknowledged.append(
                Acknowledged(self._person.attempt_id, operation_id, place.slot, answer["revision"], choice_id)
            )
            return
