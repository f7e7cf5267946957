"""Which items a candidate gets: a form that lies ready, or one drawn on the spot; and forms made ahead.

A form of before is never drawn again: what `draw_for` gives is stored with the attempt.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from exam_engine.programme import Programme, Wanted
from exam_engine.programme_file import programme_ids
from item_bank.assembly.choices import choices_of
from item_bank.assembly.errors import BlueprintUnfillable
from item_bank.assembly.form import Form
from item_bank.assembly.lack import shortages
from item_bank.assembly.pool import Exposure, PoolItem
from item_bank.assembly.random_draw import draw, draw_many
from item_bank.draw import UNSCORED, FormSlot
from proctor_server.db.bank_forms import FormPool
from proctor_server.db.database import Database, Transaction
from proctor_server.services.bank.drawing import Plan, plan_for
from proctor_server.services.bank.errors import BankLacks
from proctor_server.services.programmes import current_programme

AT_ONCE = 50
"""How many forms are made between two commits: a start that waits for the database waits little."""


async def draw_for(
    tx: Transaction,
    *,
    programme_id: str,
    block_id: str,
    wanted: Sequence[Wanted],
    random: Random,
    mixed: bool = False,
) -> tuple[FormSlot, ...]:
    """The slots of one block for one candidate in their order, in the caller's transaction.

    A form made ahead is taken if one lies ready. `mixed`: all slots in random order, whatever their
    stratum (a questionnaire). Slots of the section `UNSCORED` are pilot items: they do not count.

    Raises:
        BankLacks: the bank cannot fill the form; names each stratum and how many it lacks.
    """
    plan = await plan_for(tx, programme_id, block_id, wanted)
    slots = await tx.forms.take(plan.pool)
    if slots is None:
        form = _drawn(plan, await plan.items(tx), random, await tx.forms.exposure(plan.pool))
        await tx.forms.count(plan.pool, [form.version_ids])
        slots = await _scored(tx, plan, form.slots)
    return tuple(random.sample(slots, len(slots))) if mixed else slots


def _drawn(plan: Plan, items: Sequence[PoolItem], random: Random, exposure: Exposure) -> Form:
    try:
        return draw(choices_of(plan.blueprint, items), random, exposure)
    except BlueprintUnfillable as lacking:
        raise BankLacks(lacking.shortages) from lacking


async def _scored(tx: Transaction, plan: Plan, slots: Sequence[FormSlot]) -> tuple[FormSlot, ...]:
    """Put pilot items into the section that does not count."""
    if not plan.with_pilot:
        return tuple(slots)
    pilots = await tx.forms.pilots([slot.version_id for slot in slots])
    return tuple(replace(slot, section_id=UNSCORED) if slot.version_id in pilots else slot for slot in slots)


ENOUGH = 10
"""A pool holds enough while it holds more than this part of what is wanted of it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many forms of a block lie ready."""

    programme: Programme
    block_no: int
    blueprint_id: str | None
    n_ready: int
    n_wanted: int
    n_made: int


class FormService:
    """Forms made ahead, so that thousands can start at one moment."""

    def __init__(self, database: Database, *, new_random: Callable[[], Random]) -> None:
        self._database = database
        self._new_random = new_random
        self._lay_ready: dict[str, int] = {}

    async def want(
        self, programme_id: str, block_no: int, n: int, *, actor_id: str | None, now: datetime
    ) -> Prepared | None:
        """Keep `n` forms ready from now on; `refill` makes them. None: the programme has no such block.

        Raises:
            BankLacks: the bank cannot fill one.
            UnknownProgramme: there is no such programme.
        """
        async with self._database.write() as tx:
            programme = (await current_programme(tx, programme_id)).programme
            if block_no >= len(programme.blocks):
                return None
            block = programme.blocks[block_no]
            plan = await plan_for(tx, programme_id, block.id, block.wanted(None))
            if lacking := shortages(choices_of(plan.blueprint, await plan.items(tx))):
                raise BankLacks(lacking)
            await tx.forms.want(plan.pool, n)
            await tx.journal.record(
                action="forms_wanted",
                subject=programme_id,
                actor_id=actor_id,
                now=now,
                details={"block_no": block_no, "n": n},
            )
        return await self._prepared(programme, block_no, None)

    async def prepare(
        self, programme_id: str, block_no: int, n: int, *, now: datetime, direction: str | None = None
    ) -> Prepared:
        """Make forms until `n` lie ready; they are kept at that number from then on.

        Raises:
            BankLacks: the bank cannot fill one.
            UnknownProgramme: there is no such programme.
            IndexError: the programme has no such block.
        """
        async with self._database.write() as tx:
            programme = (await current_programme(tx, programme_id)).programme
            block = programme.blocks[block_no]
            plan = await plan_for(tx, programme_id, block.id, block.wanted(direction))
            await tx.forms.want(plan.pool, n)
        await self._fill(plan, n, now)
        return await self._prepared(programme, block_no, direction)

    async def prepared(self) -> list[Prepared]:
        """What lies ready, for every block of every programme that anybody wanted forms of."""
        found = []
        async with self._database.read() as tx:
            wanted = {pool.pool for pool in await tx.forms.pools() if pool.n_wanted}
            for programme_id in programme_ids():
                programme = (await current_programme(tx, programme_id)).programme
                for no, block in enumerate(programme.blocks):
                    plan = await plan_for(tx, programme_id, block.id, block.wanted(None))
                    if plan.pool in wanted:
                        found.append((programme, no))
        return [await self._prepared(programme, no, None) for programme, no in found]

    async def _prepared(self, programme: Programme, block_no: int, direction: str | None) -> Prepared:
        block = programme.blocks[block_no]
        async with self._database.read() as tx:
            plan = await plan_for(tx, programme.id, block.id, block.wanted(direction))
            used = await tx.blueprints.in_use(programme.id, block.id)
            pool = next((one for one in await tx.forms.pools() if one.pool == plan.pool), None)
        return Prepared(
            programme=programme,
            block_no=block_no,
            blueprint_id=None if used is None else used.id,
            n_ready=0 if pool is None else pool.n_ready,
            n_wanted=0 if pool is None else pool.n_wanted,
            n_made=0 if pool is None else pool.n_forms,
        )

    async def refill(self, now: datetime) -> int:
        """Make up what starts have taken; called by the background work. Returns how many were made.

        While thousands start, nothing is made that would slow them down, as long as enough lies ready.
        """
        async with self._database.read() as tx:
            pools = await tx.forms.pools()
            short = [pool for pool in pools if pool.n_ready < pool.n_wanted and not self._is_in_use(pool)]
            self._lay_ready = {pool.pool: pool.n_ready for pool in pools}
            plans = [(await self._plan_of(tx, pool.pool), pool.n_wanted) for pool in short]
        return sum([await self._fill(plan, n, now) for plan, n in plans if plan is not None])

    def _is_in_use(self, pool: FormPool) -> bool:
        """Whether starts take from a pool just now and find enough in it."""
        shrinks = pool.n_ready < self._lay_ready.get(pool.pool, 0)
        return shrinks and pool.n_ready * ENOUGH > pool.n_wanted

    async def _plan_of(self, tx: Transaction, pool: str) -> Plan | None:
        """The plan a pool was made by, if it still stands."""
        programme_id, block_id, *_ = pool.split("/")
        programme = (await current_programme(tx, programme_id)).programme
        for block in programme.blocks:
            if block.id == block_id:
                plan = await plan_for(tx, programme_id, block_id, block.wanted(None))
                return plan if plan.pool == pool else None
        return None

    async def _fill(self, plan: Plan, n: int, now: datetime) -> int:
        n_made = 0
        while True:
            async with self._database.read() as tx:
                lacking = n - await tx.forms.n_ready(plan.pool)
                items, exposure = await plan.items(tx), await tx.forms.exposure(plan.pool)
            if lacking <= 0:
                return n_made
            forms = await asyncio.to_thread(
                _many, plan, items, min(lacking, AT_ONCE), self._new_random(), exposure
            )
            async with self._database.write() as tx:
                scored = [await _scored(tx, plan, form.slots) for form in forms]
                await tx.forms.add(plan.pool, scored, now)
            n_made += len(forms)


def _many(
    plan: Plan, items: Sequence[PoolItem], n: int, random: Random, exposure: Exposure
) -> tuple[Form, ...]:
    try:
        return draw_many(choices_of(plan.blueprint, items), n, random, exposure)[0]
    except BlueprintUnfillable as lacking:
        raise BankLacks(lacking.shortages) from lacking
