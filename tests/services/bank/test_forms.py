"""Forms for candidates: drawn or taken, each once, least exposed first, none with a suspended item."""

import asyncio
from collections import Counter
from random import Random

import pytest

from exam_engine.programme import Wanted
from exam_engine.programme_file import load_programme
from item_bank.demo_tasks import read_demo_tasks
from item_bank.draw import UNSCORED, FormSlot
from item_bank.workflow import VersionStatus
from proctor_server.db.database import Database
from proctor_server.services.bank.errors import BankLacks
from proctor_server.services.bank.forms import draw_for
from proctor_server.services.bank.taking_over import take_over
from proctor_server.services.catalogue import Services
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock

BLOCK = load_programme("legislation").blocks[0]
WANTED = BLOCK.wanted(None)
POOL = {"programme_id": "legislation", "block_id": BLOCK.id}


async def drawn(database: Database, seed: int, wanted: tuple[Wanted, ...] = WANTED) -> tuple[FormSlot, ...]:
    async with database.write() as tx:
        return await draw_for(
            tx, programme_id="legislation", block_id=BLOCK.id, wanted=wanted, random=Random(seed)
        )


async def test_a_form_has_what_each_section_asks_for(database: Database) -> None:
    slots = await drawn(database, 1)
    assert [slot.slot for slot in slots] == list(range(55))
    assert Counter(slot.section_id for slot in slots) == {w.section_id: w.n_items for w in WANTED}
    assert all(sorted(slot.option_order) == sorted(set(slot.option_order)) for slot in slots)


async def test_what_was_shown_least_comes_first(database: Database) -> None:
    """One attempt has begun in this database: the next form shares no item with its form."""
    await drawn(database, 1)
    async with database.read() as tx:
        exposure = await tx.forms.exposure((await tx.forms.pools())[0].pool)
    assert exposure.n_forms == 2
    assert Counter(exposure.counts.values()) == {1: 110}


async def test_a_form_made_ahead_is_taken_once(
    services: Services, database: Database, clock: SteppedClock
) -> None:
    made = await services.bank.forms.prepare("legislation", 0, 4, now=clock.now())
    assert (made.n_ready, made.n_made) == (4, 5)
    forms = await asyncio.gather(*(drawn(database, 9) for _ in range(4)))
    assert len({tuple(slot.version_id for slot in form) for form in forms}) == 4
    [left] = await services.bank.forms.prepared()
    assert (left.n_ready, left.n_wanted, left.n_made) == (0, 4, 5)
    assert await services.bank.forms.refill(clock.now()) == 4


async def test_a_suspended_item_takes_its_forms_with_it(
    services: Services, database: Database, cast: Cast, clock: SteppedClock
) -> None:
    await services.bank.forms.prepare("legislation", 0, 3, now=clock.now())
    async with database.read() as tx:
        pool = (await tx.forms.pools())[0].pool
        exposure = await tx.forms.exposure(pool)
    version_id = next(iter(exposure.counts))
    await services.bank.reviewing.set_status(
        version_id,
        VersionStatus.SUSPENDED,
        reason="the article was amended",
        actor_id=cast.administrator.id,
        now=clock.now(),
    )
    [left] = await services.bank.forms.prepared()
    assert left.n_ready < 3
    for seed in range(6):
        assert version_id not in {slot.version_id for slot in await drawn(database, seed)}


async def test_a_bank_that_is_too_small_says_what_it_lacks(database: Database) -> None:
    with pytest.raises(BankLacks) as refused:
        await drawn(database, 1, (Wanted("ethics", None, 40), Wanted("nowhere", "x", 2)))
    assert refused.value.params == {"lacking": ["ethics lacks 6", "nowhere/x lacks 2"]}


async def test_testlets_stay_together_and_a_questionnaire_is_mixed(
    database: Database, clock: SteppedClock
) -> None:
    tasks = read_demo_tasks()
    n_new = await take_over(database, tasks.items, stimuli=tasks.stimuli, now=clock.now())
    assert n_new == len(tasks.items)
    assert await take_over(database, tasks.items, stimuli=tasks.stimuli, now=clock.now()) == 0
    ability = load_programme("ability").blocks[0]
    asked = load_programme("personal_qualities").blocks[0]
    async with database.write() as tx:
        slots = await draw_for(
            tx,
            programme_id="ability",
            block_id=ability.id,
            wanted=ability.wanted(None),
            random=Random(4),
        )
        contents = await tx.items.contents([slot.version_id for slot in slots])
        mixed = await draw_for(
            tx,
            programme_id="personal_qualities",
            block_id=asked.id,
            wanted=asked.wanted(None),
            random=Random(4),
            mixed=True,
        )
        topics = await tx.items.contents([slot.version_id for slot in mixed])
    shared = [contents[slot.version_id].item.stimulus_code for slot in slots]
    assert len({shared[no : no + 5][0] for no in range(0, 25, 5)}) == 5
    assert all(len(set(shared[no : no + 5])) == 1 for no in range(0, 25, 5))
    assert all(contents[slot.version_id].stimulus is not None for slot in slots)
    assert sorted(slot.slot for slot in mixed) == list(range(141))
    order = [topics[slot.version_id].item.topic for slot in mixed]
    assert order != sorted(order, key=order.index)
    assert all(slot.option_order == () for slot in mixed)


async def test_pilot_items_are_drawn_only_where_asked_for_and_do_not_count(
    services: Services, database: Database, cast: Cast, clock: SteppedClock
) -> None:
    async with database.write() as tx:
        pool = await tx.forms.drawable(sections=["ethics"])
        version = await tx.items.get_version(pool[0].version_id)
        assert version is not None
        await tx.items.set_status(version, VersionStatus.PILOT, now=clock.now())
    strata = [
        {
            "id": w.section_id,
            "n": w.n_items,
            "filter": {"section": [w.section_id]},
            "minimum_correct": 0,
            "bounds": [],
        }
        for w in WANTED
    ]
    strata[3]["bounds"] = [{"filter": {"code": [pool[0].code]}, "minimum": 1, "maximum": None}]
    document = {
        "name": "with a pilot",
        **POOL,
        "exposure_cap": None,
        "pass_rule": "",
        "with_pilot": True,
        "parts": [{"id": "all", "limit_s": None, "navigation": "free", "locks": False, "strata": strata}],
    }
    at = {"now": clock.now()}
    blueprint_id = await services.bank.blueprints.add(
        document, note="", author_id=cast.administrator.id, **at
    )
    assert pool[0].version_id not in {slot.version_id for slot in await drawn(database, 3)}
    await services.bank.blueprints.use(blueprint_id, in_use=True, actor_id=cast.administrator.id, **at)
    slots = {slot.version_id: slot for slot in await drawn(database, 3)}
    assert slots[pool[0].version_id].section_id == UNSCORED
    assert sum(slot.section_id == UNSCORED for slot in slots.values()) == 1
