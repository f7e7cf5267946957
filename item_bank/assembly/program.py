"""Which units fill a blueprint at the least cost: the integer program behind draws, bands and shortages.

Variables: for every place and every unit that fits it, 1 if chosen. Rows: a place's n; its bounds;
a unit stands in one place only; of two enemies one at most; bands of sums over the form.
"Spare" variables stand for items that do not exist, for items that are not of the kind a bound asks
for, or for the amount by which a band is missed; with them there always is a solution.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
from scipy.sparse import coo_array  # type: ignore[import-untyped]

from item_bank.assembly.choices import Choices, Unit

NODE_LIMIT = 20_000
"""A bound on the search that, unlike a time limit, gives the same form on every machine."""
ANY_ITEM, ITEM_OF_A_KIND, KIND_WITHOUT_ITEM = 1.0, 1.001, 1000.0
"""Costs of what is spare: an item of a certain kind only where no other would do; a minimum met without
an item only where minima overlap and exceed their stratum, so that no items of one kind each could."""
SpareOf = tuple[int, int | None]
"""A place, and one of its bounds or None for an item of any kind."""


@dataclass(frozen=True, slots=True)
class Band:
    """Keep the sum of `values` (version id → value) over a form within low..high; no value, no drawing."""

    id: str
    values: Mapping[str, float]
    low: float
    high: float

    def value_of(self, unit: Unit) -> float | None:
        """Give a unit's sum, or None where an item has no value."""
        if any(item.version_id not in self.values for item in unit.items):
            return None
        return sum(self.values[item.version_id] for item in unit.items)


@dataclass(frozen=True, slots=True)
class Solution:
    """What was chosen for each place, which items it would take besides, by how much each band is missed."""

    chosen: tuple[tuple[Unit, ...], ...]
    spares: Mapping[SpareOf, int] = field(default_factory=dict)
    misses: Mapping[str, float] = field(default_factory=dict)


def solve(
    choices: Choices,
    *,
    withheld: frozenset[int],
    cost: Callable[[Unit], float],
    bands: Sequence[Band] = (),
    spare_items: bool = False,
    spare_bands: bool = False,
    gap: float = 0.0,
) -> Solution | None:
    """Give the cheapest choice within a relative `gap`, or None where there is none."""
    program = _Program(choices, withheld, bands)
    program.add_rows(spare_items=spare_items, spare_bands=spare_bands)
    return program.solve(cost, gap)


class _Program:
    """Collects variables and rows; a row is a mapping of variable to coefficient with its limits."""

    def __init__(self, choices: Choices, withheld: frozenset[int], bands: Sequence[Band]) -> None:
        self._choices = choices
        self._bands = bands
        self._picks = [
            (place_no, unit, counts)
            for place_no, place in enumerate(choices.places)
            for unit, counts in zip(place.units, place.counts, strict=True)
            if unit.no not in withheld and all(band.value_of(unit) is not None for band in bands)
        ]
        self._of_unit: dict[int, list[int]] = {}
        for no, (_, unit, _) in enumerate(self._picks):
            self._of_unit.setdefault(unit.no, []).append(no)
        self._spares: dict[SpareOf, int] = {}
        self._kinds: dict[SpareOf, int] = {}
        self._misses: dict[tuple[str, int], int] = {}
        self._rows: list[tuple[dict[int, float], float, float]] = []

    def add_rows(self, *, spare_items: bool, spare_bands: bool) -> None:
        n = len(self._picks)
        if spare_items:
            kinds = [
                (p, b)
                for p, place in enumerate(self._choices.places)
                for b in range(len(place.stratum.bounds))
            ]
            items: list[SpareOf] = [*((p, None) for p in range(len(self._choices.places))), *kinds]
            self._spares = {of: n + no for no, of in enumerate(items)}
            self._kinds = {of: n + len(items) + no for no, of in enumerate(kinds)}
        if spare_bands:
            sides = [(band.id, side) for band in self._bands for side in (1, -1)]
            first = n + len(self._spares) + len(self._kinds)
            self._misses = {side: first + no for no, side in enumerate(sides)}
        self._rows = [*self._place_rows(), *self._single_rows(), *self._enemy_rows(), *self._band_rows()]

    def _place_rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        of_place: list[list[int]] = [[] for _ in self._choices.places]
        for no, (place_no, _, _) in enumerate(self._picks):
            of_place[place_no].append(no)
        for place_no, place in enumerate(self._choices.places):
            picks, n = of_place[place_no], place.stratum.n
            whole = {no: float(self._picks[no][1].size) for no in picks}
            whole |= {var: 1.0 for (at, _), var in self._spares.items() if at == place_no}
            yield whole, n, n
            for bound_no, bound in enumerate(place.stratum.bounds):
                row = {
                    no: float(self._picks[no][2][bound_no]) for no in picks if self._picks[no][2][bound_no]
                }
                of = (place_no, bound_no)
                row |= {spares[of]: 1.0 for spares in (self._spares, self._kinds) if of in spares}
                yield row, bound.minimum, n if bound.maximum is None else bound.maximum

    def _single_rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        for picks in self._of_unit.values():
            if len(picks) > 1:
                yield dict.fromkeys(picks, 1.0), 0, 1

    def _enemy_rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        for unit, picks in self._of_unit.items():
            for enemy in self._choices.enemies[unit]:
                if enemy > unit and enemy in self._of_unit:
                    yield dict.fromkeys([*picks, *self._of_unit[enemy]], 1.0), 0, 1

    def _band_rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        for band in self._bands:
            row = {no: band.value_of(unit) or 0.0 for no, (_, unit, _) in enumerate(self._picks)}
            row |= {var: float(side) for (band_id, side), var in self._misses.items() if band_id == band.id}
            yield row, band.low, band.high

    def solve(self, cost: Callable[[Unit], float], gap: float) -> Solution | None:
        n_picks, n_misses = len(self._picks), len(self._misses)
        spare_costs = [ANY_ITEM if bound is None else ITEM_OF_A_KIND for _, bound in self._spares]
        spare_costs += [KIND_WITHOUT_ITEM] * len(self._kinds)
        n_spares = len(spare_costs)
        costs = np.array([*(cost(unit) for _, unit, _ in self._picks), *spare_costs, *[1.0] * n_misses])
        if not len(costs):
            return None
        result = milp(
            costs,
            constraints=self._constraint(len(costs)),
            integrality=np.array([1] * (n_picks + n_spares) + [0] * n_misses),
            bounds=Bounds(0, np.array([1.0] * n_picks + [np.inf] * (n_spares + n_misses))),
            options={"mip_rel_gap": gap, "node_limit": NODE_LIMIT},
        )
        return None if result.x is None else self._solution(np.asarray(result.x))

    def _constraint(self, n_variables: int) -> LinearConstraint:
        entries = [
            (no, var, value) for no, (row, _, _) in enumerate(self._rows) for var, value in row.items()
        ]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = coo_array((values, (rows, columns)), shape=(len(self._rows), n_variables)).tocsr()
        return LinearConstraint(
            matrix, [low for _, low, _ in self._rows], [high for _, _, high in self._rows]
        )

    def _solution(self, x: npt.NDArray[np.float64]) -> Solution:
        chosen: list[list[Unit]] = [[] for _ in self._choices.places]
        for no, (place_no, unit, _) in enumerate(self._picks):
            if x[no] > 0.5:
                chosen[place_no].append(unit)
        spares = dict.fromkeys(self._spares, 0)
        for of, var in [*self._spares.items(), *self._kinds.items()]:
            spares[of] += round(float(x[var]))
        misses = {band.id: 0.0 for band in self._bands}
        for (band_id, _), var in self._misses.items():
            misses[band_id] += float(x[var])
        return Solution(
            tuple(tuple(units) for units in chosen),
            {of: n for of, n in spares.items() if n},
            {band_id: miss for band_id, miss in misses.items() if miss > 1e-6},
        )
