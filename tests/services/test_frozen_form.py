"""The form: one for an attempt, frozen at its start, and never a key in what a candidate sees."""

import asyncio
from dataclasses import fields, is_dataclass
from enum import Enum

from item_bank.item import ItemKey
from proctor_server.db.database import Database
from tests.support.sitting import Sitting


async def test_starting_twice_and_at_once_gives_one_form(sitting: Sitting, database: Database) -> None:
    await sitting.assign()
    await sitting.prepare()
    now = sitting.clock.now()
    pictures = await asyncio.gather(
        *(
            sitting.services.attempts.start(sitting.candidate_id, sitting.attempt_id, language="kk", now=now)
            for _ in range(5)
        )
    )
    assert len({picture.slots for picture in pictures}) == 1
    sitting.clock.step(minutes=1)
    again = await sitting.services.attempts.start(
        sitting.candidate_id, sitting.attempt_id, language="kk", now=sitting.clock.now()
    )
    assert again.attempt.started_at == now
    async with database.read() as tx:
        assert len(await tx.attempts.form(sitting.attempt_id)) == 55


async def test_the_form_is_frozen_while_the_bank_goes_on(sitting: Sitting, database: Database) -> None:
    await sitting.start()
    before = [await sitting.options(slot) for slot in range(0, 55, 11)]
    async with database.read() as tx:
        form = await tx.attempts.form(sitting.attempt_id)
    now = sitting.clock.step(minutes=30)
    await sitting.services.attempts.start(sitting.candidate_id, sitting.attempt_id, language="kk", now=now)
    assert [await sitting.options(slot) for slot in range(0, 55, 11)] == before
    assert [list(form[slot].option_order) for slot in range(0, 55, 11)] == before
    async with database.read() as tx:
        assert await tx.attempts.form(sitting.attempt_id) == form
    assert len({slot.version_id for slot in form}) == 55


def spoken(value: object) -> set[str]:
    """Every type and member name inside a value."""
    if isinstance(value, Enum):
        return set()
    if is_dataclass(value) and not isinstance(value, type):
        names = {type(value).__name__, *(one.name for one in fields(value))}
        return names.union(*(spoken(getattr(value, one.name)) for one in fields(value)))
    if isinstance(value, dict):
        return set(value).union(*(spoken(one) for one in value.values()))
    if isinstance(value, list | tuple | frozenset):
        return set().union(*(spoken(one) for one in value))
    return set()


async def test_no_value_for_a_candidate_can_carry_a_key(sitting: Sitting) -> None:
    await sitting.start()
    saved = await sitting.save(sitting.write(0, (await sitting.options(0))[:1]))
    attempts, now = sitting.services.attempts, sitting.clock.now()
    picture = await attempts.picture(sitting.candidate_id, sitting.attempt_id, now)
    slots = [
        await sitting.services.slots.read(sitting.candidate_id, sitting.attempt_id, slot, sitting.clock.now())
        for slot in range(55)
    ]
    names = spoken([saved, picture, *slots])
    assert "body" in names
    assert not names & {ItemKey.__name__, "correct_ids", "key", "keys", "correct"}
