"""Forms that measure alike: laid ready within the bands once there are figures, refused with the number before."""

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest

from item_bank.statistics.item_model import ItemCurve, ItemModel, ModelKind
from proctor_server.db.database import Database
from proctor_server.services.bank.parallel import THETAS, TOLERANCE, FiguresWithheld, ParallelService
from proctor_server.services.bank.statistics import StatisticsService, StudyPicture
from proctor_server.services.catalogue import Services
from tests.api.bank_drafts import blueprint_draft
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock


class KnownFigures(StatisticsService):
    """Statistics of a programme that enough people have sat: every item of the bank has a curve."""

    def __init__(self, database: Database, version_ids: list[str]) -> None:
        super().__init__(database)
        random = Random(3)
        curves = tuple(ItemCurve(one, 500, 1.0, random.uniform(-1.5, 1.5)) for one in version_ids)
        self._model = ItemModel(ModelKind.RASCH, 500, curves, -1.0, 9, True)

    async def study(self, programme_id: str, **series: Any) -> StudyPicture:
        found = await super().study(programme_id, **series)
        return replace(found, study=replace(found.study, rasch=self._model))


@pytest.fixture
async def blueprint_id(services: Services, cast: Cast, clock: SteppedClock) -> str:
    draft = blueprint_draft(programme_id="legislation", block_id="legislation")
    draft["parts"][0]["strata"][0]["n"] = 12
    return await services.bank.blueprints.add(
        draft, note="", author_id=cast.administrator.id, now=clock.now()
    )


async def made(service: ParallelService, blueprint_id: str, cast: Cast, now: datetime) -> Any:
    return await service.make(blueprint_id, 3, keep=True, actor_id=cast.administrator.id, now=now)


async def test_without_figures_nothing_is_called_alike(
    services: Services, blueprint_id: str, cast: Cast, clock: SteppedClock
) -> None:
    with pytest.raises(FiguresWithheld) as refused:
        await made(services.bank.parallel, blueprint_id, cast, clock.now())
    assert refused.value.params == {"n": 0, "least": 30}


async def test_forms_keep_the_bands_and_lie_ready(
    database: Database, blueprint_id: str, cast: Cast, clock: SteppedClock
) -> None:
    async with database.read() as tx:
        versions = [item.version_id for item in await tx.forms.drawable(sections=["civil_service"])]
    service = ParallelService(database, KnownFigures(database, versions), new_random=lambda: Random(5))
    found = await made(service, blueprint_id, cast, clock.now())
    assert (len(found.codes), found.n_ready) == (3, 3)
    for no in range(len(THETAS)):
        at = [form[no] for form in found.information]
        assert max(at) - min(at) <= 2 * TOLERANCE + 1e-6
    assert found.mean_overlap <= 4
