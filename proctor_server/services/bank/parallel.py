"""Forms that measure alike: made by an integer program from what the items' curves say, and laid ready."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from random import Random

from item_bank.assembly.choices import choices_of
from item_bank.assembly.errors import BlueprintUnfillable
from item_bank.assembly.form import Form
from item_bank.assembly.parallel import assemble_parallel, information_bands
from item_bank.assembly.pool import Exposure, PoolItem
from item_bank.statistics.item_model import ItemCurve, ItemModel
from item_bank.statistics.study import Withheld
from proctor_server.db.database import Database
from proctor_server.kernel.errors import SynaqError
from proctor_server.services.bank.blueprints import pool_of
from proctor_server.services.bank.drawing import Plan, plan_of_document
from proctor_server.services.bank.errors import BankLacks, UnknownBlueprint
from proctor_server.services.bank.statistics import StatisticsService

THETAS = (-1.0, 0.0, 1.0)
TOLERANCE = 0.4  # design: items, "Assembly": information within ± .4 at three points


class FiguresWithheld(SynaqError):
    """Too few candidates have sat the programme to tell how its items measure."""

    code = "figures_withheld"

    def __init__(self, n: int, least: int) -> None:
        super().__init__(f"{n} sittings, {least} needed")
        self.params = {"n": n, "least": least}


@dataclass(frozen=True, slots=True)
class Alike:
    """Forms made alike. information: of each form at each of `THETAS`; overlap: items two have in common."""

    codes: tuple[tuple[str, ...], ...]
    information: tuple[tuple[float, ...], ...]
    mean_overlap: float
    n_ready: int


class ParallelService:
    def __init__(
        self, database: Database, statistics: StatisticsService, *, new_random: Callable[[], Random]
    ) -> None:
        self._database = database
        self._statistics = statistics
        self._new_random = new_random

    async def make(self, blueprint_id: str, n: int, *, keep: bool, actor_id: str, now: datetime) -> Alike:
        """Make `n` forms within bands of information; `keep`: lay them ready for the blueprint's candidates.

        Raises:
            UnknownBlueprint: there is none.
            FiguresWithheld: too few have sat its programme.
            BankLacks, BandsOutOfReach: there is no such form.
        """
        async with self._database.read() as tx:
            row = await tx.blueprints.get(blueprint_id)
            if row is None:
                raise UnknownBlueprint(blueprint_id)
            newest = (await tx.blueprints.versions(blueprint_id))[0]
            plan = plan_of_document(pool_of(row), newest.document)
            items, exposure = await plan.items(tx), await tx.forms.exposure(plan.pool)
        found = await self._statistics.study(
            row.programme_id, language=None, opens_at=None, closes_at=None, now=now
        )
        curves = _curves(found.study.rasch)
        forms = await asyncio.to_thread(_made, plan, items, curves, n, self._new_random(), exposure)
        async with self._database.write() as tx:
            if keep:
                await tx.forms.add(plan.pool, [form.slots for form in forms], now)
                await tx.journal.record(
                    action="parallel_forms_made",
                    subject=blueprint_id,
                    actor_id=actor_id,
                    now=now,
                    details={"n": n},
                )
            n_ready = await tx.forms.n_ready(plan.pool)
        return _alike(forms, items, curves, n_ready)


def _curves(model: ItemModel | Withheld) -> Sequence[ItemCurve]:
    if isinstance(model, Withheld):
        raise FiguresWithheld(model.n, model.least)
    return model.curves


def _made(
    plan: Plan,
    items: Sequence[PoolItem],
    curves: Sequence[ItemCurve],
    n: int,
    random: Random,
    exposure: Exposure,
) -> tuple[Form, ...]:
    choices = choices_of(plan.blueprint, items)
    bands = information_bands(choices, curves, THETAS, TOLERANCE)
    try:
        return assemble_parallel(choices, bands, n, random, exposure)[0]
    except BlueprintUnfillable as lacking:
        raise BankLacks(lacking.shortages) from lacking


def _alike(
    forms: Sequence[Form], items: Sequence[PoolItem], curves: Sequence[ItemCurve], n_ready: int
) -> Alike:
    codes = {item.version_id: item.code for item in items}
    by_version = {curve.version_id: curve for curve in curves}
    overlaps = [len({*one.version_ids} & {*other.version_ids}) for one, other in combinations(forms, 2)]
    return Alike(
        codes=tuple(tuple(codes[one] for one in form.version_ids) for form in forms),
        information=tuple(
            tuple(
                sum(float(by_version[one].information(theta)) for one in form.version_ids) for theta in THETAS
            )
            for form in forms
        ),
        mean_overlap=sum(overlaps) / len(overlaps) if overlaps else 0.0,
        n_ready=n_ready,
    )
