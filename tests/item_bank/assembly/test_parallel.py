"""Parallel forms from a bank of 750: within their bands, with few items in common, or refused."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from item_bank.assembly.choices import Choices
from item_bank.assembly.errors import BandsOutOfReach, BlueprintUnfillable
from item_bank.assembly.parallel import assemble_parallel, information_bands, typical_band
from item_bank.assembly.program import Band
from item_bank.assembly.random_draw import draw_many
from item_bank.assembly.shortage import Cause
from item_bank.statistics.item_model import ItemCurve
from tests.support.large_bank import made_up_curves

THETAS = (-1.0, 0.0, 1.0)
N_FORMS = 8


@pytest.fixture(scope="module")
def curves(large_bank: Choices) -> list[ItemCurve]:
    return made_up_curves(large_bank)


def test_forms_measure_alike_and_share_few_items(large_bank: Choices, curves: list[ItemCurve]) -> None:
    """55 of 750 items; 24 topic bounds, 100 enemy pairs, information ± .4 at three abilities."""
    bands = information_bands(large_bank, curves, THETAS, 0.4)
    forms, _ = assemble_parallel(large_bank, bands, N_FORMS, Random(5))
    for form in forms:
        for band in bands:
            assert band.low - 1e-6 <= sum(band.values[v] for v in form.version_ids) <= band.high + 1e-6
    overlaps = [len(set(a.version_ids) & set(b.version_ids)) for a, b in combinations(forms, 2)]
    assert float(np.mean(overlaps)) < 4.04, "no fewer common items than two plain random forms"


def test_random_draws_spread_the_information_wider(large_bank: Choices, curves: list[ItemCurve]) -> None:
    """What the bands are for: without them some forms fall outside."""
    (band,) = information_bands(large_bank, curves, (0.0,), 0.4)
    forms, _ = draw_many(large_bank, 60, Random(1))
    sums = [sum(band.values[v] for v in form.version_ids) for form in forms]
    assert any(not band.low <= total <= band.high for total in sums)
    assert float(np.mean(sums)) == pytest.approx((band.low + band.high) / 2, abs=0.4)


def test_a_band_out_of_reach_is_told_with_its_distance(large_bank: Choices) -> None:
    """Every item is worth 1 point; a form of 55 cannot hold 60."""
    worth = {item.version_id: 1.0 for unit in large_bank.units for item in unit.items}
    with pytest.raises(BandsOutOfReach) as caught:
        assemble_parallel(large_bank, [Band("points", worth, 60.0, 61.0)], 1, Random(1))
    assert caught.value.misses == {"points": pytest.approx(5.0)}


def test_items_without_a_value_are_not_drawn(large_bank: Choices) -> None:
    """Only five of the 150 items on ethics are calibrated: five more of ten are lacking."""
    values = {
        item.version_id: 1.0
        for unit in large_bank.units
        for item in unit.items
        if item.section_id != "ethics" or int(item.code.removeprefix("ethics-")) < 5
    }
    band = typical_band(large_bank, "points", values, 0.5)
    assert [band.low, band.high] == pytest.approx([54.5, 55.5])
    with pytest.raises(BlueprintUnfillable) as caught:
        assemble_parallel(large_bank, [band], 1, Random(1))
    assert {(s.stratum_id, s.cause) for s in caught.value.shortages} == {("ethics", Cause.WITHHELD)}
    assert sum(s.lacking for s in caught.value.shortages) == 5
