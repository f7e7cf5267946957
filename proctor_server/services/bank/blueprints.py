"""Blueprints: written in versions, checked against the bank while they are written, put to use, tried out."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from exam_engine.errors import UnknownProgramme
from exam_engine.pass_rule import BadPassRule, read_pass_rule
from exam_engine.programme import Block
from item_bank.assembly.blueprint import Blueprint
from item_bank.assembly.choices import Choices, choices_of
from item_bank.assembly.errors import BadBlueprint
from item_bank.assembly.lack import shortages
from item_bank.assembly.random_draw import draw
from item_bank.assembly.shortage import Shortage
from item_bank.delivery import shown_item
from item_bank.shown import ShownItem
from proctor_server.db.bank_blueprints import BlueprintVersion, StoredBlueprint
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.drawing import Plan, plan_of_document
from proctor_server.services.bank.errors import (
    BadDraft,
    BankLacks,
    BlueprintDoesNotFit,
    StaleVersion,
    UnknownBlueprint,
)
from proctor_server.services.programmes import current_programme

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filling:
    """How a bank fills a stratum."""

    part_id: str
    stratum_id: str
    n: int
    n_matching: int


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a blueprint can be filled now; with `faults` nothing else was looked at."""

    n_items: int
    strata: tuple[Filling, ...]
    shortages: tuple[Shortage, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlueprintPicture:
    row: StoredBlueprint
    versions: tuple[BlueprintVersion, ...]
    n_ready: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """A slot of a form drawn to be looked at."""

    slot: int
    part_id: str
    stratum_id: str
    item_id: str
    version_id: str
    code: str
    item: ShownItem


class BlueprintService:
    def __init__(self, database: Database, *, new_random: Callable[[], Random]) -> None:
        self._database = database
        self._new_random = new_random

    async def all(self) -> list[tuple[StoredBlueprint, int]]:
        """Every blueprint, with how many forms of it lie ready."""
        async with self._database.read() as tx:
            return [(one, await tx.forms.n_ready(pool_of(one))) for one in await tx.blueprints.all()]

    async def picture(self, blueprint_id: str) -> BlueprintPicture:
        """A blueprint with its versions.

        Raises:
            UnknownBlueprint: there is none.
        """
        async with self._database.read() as tx:
            row = await _row(tx, blueprint_id)
            versions = await tx.blueprints.versions(blueprint_id)
            return BlueprintPicture(row, tuple(versions), await tx.forms.n_ready(pool_of(row)))

    async def check(self, document: Document) -> Check:
        """Whether the bank can fill a blueprint, and what it lacks: exact, by an integer program."""
        try:
            plan = plan_of_document("check", document)
            _require_pass_rule(document)
        except BadBlueprint as bad:
            return Check(0, (), (), bad.reasons)
        except BadPassRule as bad:
            return Check(0, (), (), (f"pass rule, {bad}",))
        async with self._database.read() as tx:
            items = await plan.items(tx)
        return await asyncio.to_thread(lambda: _checked(plan.blueprint, choices_of(plan.blueprint, items)))

    async def add(self, document: Document, *, note: str, author_id: str, now: datetime) -> str:
        """Write a new blueprint; returns its id.

        Raises:
            BadBlueprint, BadPassRule: it contradicts itself.
        """
        blueprint = _sound(document)
        row = _stored(new_id(), document, blueprint, no=1, in_use=False, now=now)
        async with self._database.write() as tx:
            await tx.blueprints.add(row)
            await _add_version(tx, row, document, note=note, author_id=author_id, now=now)
        return row.id

    async def save(
        self,
        blueprint_id: str,
        document: Document,
        *,
        base_no: int,
        note: str,
        author_id: str,
        now: datetime,
    ) -> None:
        """Write the next version; forms made ahead by the one before are thrown away.

        Raises:
            UnknownBlueprint, StaleVersion, BadBlueprint, BadPassRule, BlueprintDoesNotFit
        """
        blueprint = _sound(document)
        async with self._database.write() as tx:
            before = await _row(tx, blueprint_id)
            if before.no != base_no:
                raise StaleVersion
            moved = (before.programme_id, before.block_id) != (
                document["programme_id"],
                document["block_id"],
            )
            if before.in_use and moved:
                raise BadDraft("programme_id", "a blueprint in use stays with its programme")
            if before.in_use:
                _require_fit(blueprint, await _block(tx, before.programme_id, before.block_id))
            row = _stored(blueprint_id, document, blueprint, no=base_no + 1, in_use=before.in_use, now=now)
            await tx.blueprints.move_on(row, base_no)
            await _add_version(tx, row, document, note=note, author_id=author_id, now=now)
            await tx.forms.drop_pool(pool_of(before))

    async def use(self, blueprint_id: str, *, in_use: bool, actor_id: str, now: datetime) -> None:
        """Let forms of its programme's block be drawn by a blueprint, or no longer.

        Raises:
            UnknownBlueprint: there is none.
            BadDraft: it names no programme's block.
            BlueprintDoesNotFit: it gives a section another number of items than the programme.
        """
        async with self._database.write() as tx:
            row = await _row(tx, blueprint_id)
            if in_use:
                newest = (await tx.blueprints.versions(blueprint_id))[0]
                block = await _block(tx, row.programme_id, row.block_id)
                _require_fit(plan_of_document("fit", newest.document).blueprint, block)
            else:
                await tx.forms.drop_pool(pool_of(row))
            await tx.blueprints.set_in_use(row, in_use=in_use, now=now)
            await tx.journal.record(
                action="blueprint_used" if in_use else "blueprint_unused",
                subject=blueprint_id,
                actor_id=actor_id,
                now=now,
                details={"no": row.no},
            )

    async def sample(self, blueprint_id: str, language: str) -> list[Sampled]:
        """Draw a form to look at; nothing is stored and nothing counts as shown.

        Raises:
            UnknownBlueprint: there is none.
            BankLacks: the bank cannot fill it.
        """
        async with self._database.read() as tx:
            await _row(tx, blueprint_id)
            newest = (await tx.blueprints.versions(blueprint_id))[0]
            plan = plan_of_document("sample", newest.document)
            choices = choices_of(plan.blueprint, await plan.items(tx))
            if lacking := shortages(choices):
                raise BankLacks(lacking)
            form = draw(choices, self._new_random())
            contents = await tx.items.contents(form.version_ids)
            codes = [content.item.code for content in contents.values()]
            ids = await tx.items.ids_by_code(codes)
        found = []
        for part in form.parts:
            for group in part.groups:
                for slot in group.slots:
                    content = contents[slot.version_id]
                    shown = shown_item(content.item, language, slot.option_order, content.stimulus)
                    code = content.item.code
                    found.append(
                        Sampled(
                            slot.slot,
                            part.part_id,
                            group.stratum_id,
                            ids[code],
                            slot.version_id,
                            code,
                            shown,
                        )
                    )
        return found


def pool_of(row: StoredBlueprint) -> str:
    """The name of the forms that are made ahead by a blueprint's newest version."""
    return f"{row.programme_id}/{row.block_id}/{row.id}/{row.no}"[:200]


def _checked(blueprint: Blueprint, choices: Choices) -> Check:
    strata = tuple(
        Filling(place.part_id, place.stratum.id, place.stratum.n, sum(unit.size for unit in place.units))
        for place in choices.places
    )
    return Check(blueprint.n_items, strata, shortages(choices), ())


def _sound(document: Document) -> Blueprint:
    plan: Plan = plan_of_document("blueprint", document)
    _require_pass_rule(document)
    return plan.blueprint


def _require_pass_rule(document: Document) -> None:
    if document["pass_rule"].strip():
        read_pass_rule(document["pass_rule"])


def _stored(
    blueprint_id: str, document: Document, blueprint: Blueprint, *, no: int, in_use: bool, now: datetime
) -> StoredBlueprint:
    return StoredBlueprint(
        id=blueprint_id,
        name=document["name"],
        programme_id=document["programme_id"],
        block_id=document["block_id"],
        in_use=in_use,
        no=no,
        n_items=blueprint.n_items,
        updated_at=now,
    )


async def _add_version(
    tx: Transaction,
    row: StoredBlueprint,
    document: Document,
    *,
    note: str,
    author_id: str,
    now: datetime,
) -> None:
    await tx.blueprints.add_version(
        new_id(), row.id, row.no, document, author_id=author_id, note=note, now=now
    )
    await tx.journal.record(
        action="blueprint_written", subject=row.id, actor_id=author_id, now=now, details={"no": row.no}
    )


async def _row(tx: Transaction, blueprint_id: str) -> StoredBlueprint:
    row = await tx.blueprints.get(blueprint_id)
    if row is None:
        raise UnknownBlueprint(blueprint_id)
    return row


async def _block(tx: Transaction, programme_id: str, block_id: str) -> Block:
    try:
        programme = (await current_programme(tx, programme_id)).programme
    except UnknownProgramme as error:
        raise BadDraft("programme_id", "there is no such programme") from error
    for block in programme.blocks:
        if block.id == block_id:
            return block
    raise BadDraft("block_id", "the programme has no such block")


def _require_fit(blueprint: Blueprint, block: Block) -> None:
    """Scores are told by section: every stratum must name one, and they must add up to the block's."""
    given: dict[str, int] = {}
    for stratum in blueprint.strata:
        sections = dict(stratum.filter.allowed).get("section", frozenset({"?"}))
        name = next(iter(sections)) if len(sections) == 1 else "?"
        given[name] = given.get(name, 0) + stratum.n
    wanted = {section.id: section.n_items for section in block.sections}
    differ = sorted(name for name in given.keys() | wanted.keys() if given.get(name) != wanted.get(name))
    if differ:
        raise BlueprintDoesNotFit(differ)
