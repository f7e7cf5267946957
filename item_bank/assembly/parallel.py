"""Which forms measure alike: forms made by an integer program that keeps sums within bands.

A band may hold the test's information at an ability, the expected score, the reading time. Each form
is the cheapest under random costs that favour the least exposed, so forms share few items.
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

import numpy as np

from item_bank.assembly.choices import Choices
from item_bank.assembly.errors import BandsOutOfReach
from item_bank.assembly.form import Form, arrange
from item_bank.assembly.lack import require_fillable
from item_bank.assembly.pool import UNUSED, Exposure
from item_bank.assembly.program import Band, Solution, solve
from item_bank.statistics.item_model import ItemCurve

GAP = 0.1
"""How far, relatively, a form's random cost may lie above the least: it is random, so closer is no better."""
SHORTLIST = 3
"""How many times the items needed are offered to the program at first; all of them only if that fails."""


def assemble_parallel(
    choices: Choices, bands: Sequence[Band], n_forms: int, random: Random, exposure: Exposure = UNUSED
) -> tuple[tuple[Form, ...], Exposure]:
    """Assemble forms that keep every band, each counting towards the exposure of the next.

    Raises:
        BlueprintUnfillable: the bank has no form of the blueprint, whatever the bands.
        BandsOutOfReach: it has, but none within the bands.
    """
    forms: list[Form] = []
    for _ in range(n_forms):
        forms.append(_assemble(choices, bands, random, exposure))
        exposure = exposure.after(forms[-1].version_ids)
    return tuple(forms), exposure


def information_bands(
    choices: Choices, curves: Iterable[ItemCurve], thetas: Sequence[float], tolerance: float
) -> tuple[Band, ...]:
    """Give bands for the test's information at each θ: what a random form has on average, ± tolerance."""
    by_version = {curve.version_id: curve for curve in curves}
    return tuple(
        typical_band(
            choices,
            f"information at {theta:g}",
            {name: float(curve.information(theta)) for name, curve in by_version.items()},
            tolerance,
        )
        for theta in thetas
    )


def typical_band(choices: Choices, band_id: str, values: Mapping[str, float], tolerance: float) -> Band:
    """Give the band around the sum that a random form has on average: per stratum, n × the mean value."""
    target = 0.0
    for place in choices.places:
        known = [
            values[item.version_id]
            for unit in place.units
            for item in unit.items
            if item.version_id in values
        ]
        target += place.stratum.n * float(np.mean(known)) if known else 0.0
    return Band(band_id, values, target - tolerance, target + tolerance)


def _assemble(choices: Choices, bands: Sequence[Band], random: Random, exposure: Exposure) -> Form:
    withheld = choices.withheld(exposure)
    least = min((unit.n_shown(exposure) for unit in choices.units), default=0)
    costs = [unit.size * (unit.n_shown(exposure) - least + random.random()) for unit in choices.units]
    outside = withheld | _all_but_cheapest(choices, withheld, costs)
    for left_out in (outside, withheld):
        solution = solve(choices, withheld=left_out, cost=lambda unit: costs[unit.no], bands=bands, gap=GAP)
        if solution is not None:
            return arrange(choices, solution.chosen, random)
    return arrange(choices, _nearest(choices, bands, withheld).chosen, random)


def _all_but_cheapest(choices: Choices, withheld: frozenset[int], costs: Sequence[float]) -> frozenset[int]:
    """Give the units outside a short list: for every place and bound a few times what it asks for."""
    kept: set[int] = set()
    for place in choices.places:
        order = sorted(range(len(place.units)), key=lambda at: costs[place.units[at].no])
        free = [at for at in order if place.units[at].no not in withheld]
        kept.update(place.units[at].no for at in free[: SHORTLIST * place.stratum.n])
        for no, bound in enumerate(place.stratum.bounds):
            of_kind = [at for at in free if place.counts[at][no]]
            kept.update(place.units[at].no for at in of_kind[: SHORTLIST * bound.minimum])
    return frozenset(unit.no for unit in choices.units) - kept


def _nearest(choices: Choices, bands: Sequence[Band], withheld: frozenset[int]) -> Solution:
    """Give a form within the bands if there is one after all, else say what stands in the way."""
    without_value = {u.no for u in choices.units if any(band.value_of(u) is None for band in bands)}
    require_fillable(choices, withheld | without_value)
    solution = solve(choices, withheld=withheld, cost=lambda _: 0.0, bands=bands, spare_bands=True)
    if solution is None or solution.misses:
        raise BandsOutOfReach({} if solution is None else solution.misses)
    return solution
