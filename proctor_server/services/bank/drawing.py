"""What forms are drawn by: the blueprint in use for a programme's block, or else its sections."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exam_engine.programme import Wanted
from item_bank.assembly.blueprint import Blueprint, Filter, Part, Stratum
from item_bank.assembly.blueprint_document import read_blueprint
from item_bank.assembly.pool import PoolItem
from proctor_server.db.database import Transaction


@dataclass(frozen=True, slots=True)
class Plan:
    """`pool` names forms that are interchangeable; `sections` None: items of any section."""

    pool: str
    blueprint: Blueprint
    sections: tuple[str, ...] | None
    with_pilot: bool = False

    async def items(self, tx: Transaction) -> list[PoolItem]:
        """Everything that forms of this plan may hold."""
        return await tx.forms.drawable(sections=self.sections, with_pilot=self.with_pilot)


async def plan_for(tx: Transaction, programme_id: str, block_id: str, wanted: Sequence[Wanted]) -> Plan:
    """The plan of a programme's block as it stands now."""
    used = await tx.blueprints.in_use(programme_id, block_id)
    if used is not None:
        newest = (await tx.blueprints.versions(used.id))[0]
        pool = f"{programme_id}/{block_id}/{used.id}/{newest.no}"
        return plan_of_document(pool, newest.document)
    digest = hashlib.sha256(json.dumps([[w.section_id, w.topic, w.n_items] for w in wanted]).encode())
    pool = f"{programme_id}/{block_id}/{digest.hexdigest()[:16]}"
    return _plan(pool, blueprint_of_wishes(wanted), with_pilot=False)


def plan_of_document(pool: str, document: Mapping[str, Any]) -> Plan:
    """The plan of a blueprint's document, as it is stored with its pass rule and its wish for pilot items.

    Raises:
        BadBlueprint: it contradicts itself.
    """
    drawn_by = {name: document[name] for name in ("exposure_cap", "parts")}
    blueprint = read_blueprint({"id": pool, **drawn_by})
    return _plan(pool, blueprint, with_pilot=bool(document.get("with_pilot")))


def blueprint_of_wishes(wanted: Sequence[Wanted]) -> Blueprint:
    """Make the plainest blueprint: a stratum a wish, in their order."""
    strata = tuple(
        Stratum(
            f"{one.section_id}/{one.topic}" if one.topic is not None else one.section_id,
            one.n_items,
            Filter(
                (
                    ("section", frozenset({one.section_id})),
                    *((("topic", frozenset({one.topic})),) if one.topic is not None else ()),
                )
            ),
        )
        for one in wanted
    )
    return Blueprint("sections", (Part("all", strata),))


def _plan(pool: str, blueprint: Blueprint, *, with_pilot: bool) -> Plan:
    named = [dict(stratum.filter.allowed).get("section") for stratum in blueprint.strata]
    sections = {one for names in named if names is not None for one in names}
    narrow = all(names is not None for names in named)
    return Plan(pool[:200], blueprint, tuple(sorted(sections)) if narrow else None, with_pilot)
