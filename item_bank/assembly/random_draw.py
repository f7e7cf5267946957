"""Which items the next candidate gets: a random draw, least exposed first, that keeps every rule.

Minima are served first, then the rest, always from the least exposed units, at random among equals.
Where such a draw runs into a corner it is tried anew, and then left to the integer program, which
finds a form if there is one.
"""

from collections.abc import Iterable, Sequence
from random import Random

from item_bank.assembly.choices import Choices, Place, Unit
from item_bank.assembly.form import Form, arrange
from item_bank.assembly.lack import require_fillable
from item_bank.assembly.pool import UNUSED, Exposure
from item_bank.assembly.program import solve

TRIES = 8


def draw(choices: Choices, random: Random, exposure: Exposure = UNUSED) -> Form:
    """Draw one form. The same seed, pool and exposure give the same form.

    Raises:
        BlueprintUnfillable: the bank has no such form; says which stratum lacks how many.
    """
    withheld = choices.withheld(exposure)
    if all(_has_enough(place, withheld) for place in choices.places):
        for _ in range(TRIES):
            chosen = _try(choices, withheld, exposure, random)
            if chosen is not None:
                return arrange(choices, chosen, random)
    return _draw_by_program(choices, withheld, exposure, random)


def draw_many(
    choices: Choices, n: int, random: Random, exposure: Exposure = UNUSED
) -> tuple[tuple[Form, ...], Exposure]:
    """Draw forms for a whole window ahead, each counting towards the exposure of the next.

    Raises:
        BlueprintUnfillable: as `draw`.
    """
    forms: list[Form] = []
    for _ in range(n):
        forms.append(draw(choices, random, exposure))
        exposure = exposure.after(forms[-1].version_ids)
    return tuple(forms), exposure


def _has_enough(place: Place, withheld: frozenset[int]) -> bool:
    return sum(unit.size for unit in place.units if unit.no not in withheld) >= place.stratum.n


def _try(
    choices: Choices, withheld: frozenset[int], exposure: Exposure, random: Random
) -> list[list[Unit]] | None:
    """Fill the places, those with the fewest units to spare first."""
    rank = {unit.no: (unit.n_shown(exposure), random.random()) for unit in choices.units}
    blocked = set(withheld)
    chosen: list[list[Unit]] = [[] for _ in choices.places]
    for no, place in sorted(enumerate(choices.places), key=lambda p: len(p[1].units) - p[1].stratum.n):
        filling = _Filling(choices, place, blocked)
        if not filling.fill(sorted(range(len(place.units)), key=lambda at: rank[place.units[at].no])):
            return None
        chosen[no] = filling.taken
    return chosen


class _Filling:
    """Fills one place; `blocked` (shared by all places) holds the units taken and their enemies."""

    def __init__(self, choices: Choices, place: Place, blocked: set[int]) -> None:
        self._enemies = choices.enemies
        self._place = place
        self._blocked = blocked
        self._room = place.stratum.n
        self._counts = [0] * len(place.stratum.bounds)
        self.taken: list[Unit] = []

    def fill(self, order: Sequence[int]) -> bool:
        bounds = self._place.stratum.bounds
        rarest_first = sorted(range(len(bounds)), key=lambda b: self._place.n_of_bound(b) - bounds[b].minimum)
        for bound in rarest_first:
            self._take((at for at in order if self._place.counts[at][bound]), bound)
        self._take(order, None)
        return self._room == 0 and all(
            n >= bound.minimum for n, bound in zip(self._counts, bounds, strict=True)
        )

    def _take(self, order: Iterable[int], bound: int | None) -> None:
        """Take what fits, until the bound's minimum is reached, or without a bound until the place is full."""
        for at in order:
            wanted = self._place.stratum.bounds[bound].minimum if bound is not None else 0
            if self._room == 0 or (bound is not None and self._counts[bound] >= wanted):
                return
            if self._fits(at):
                unit = self._place.units[at]
                self.taken.append(unit)
                self._room -= unit.size
                self._blocked |= self._enemies[unit.no] | {unit.no}
                self._counts = [a + b for a, b in zip(self._counts, self._place.counts[at], strict=True)]

    def _fits(self, at: int) -> bool:
        unit = self._place.units[at]
        if unit.no in self._blocked or unit.size > self._room:
            return False
        return all(
            bound.maximum is None or n + more <= bound.maximum
            for n, more, bound in zip(
                self._counts, self._place.counts[at], self._place.stratum.bounds, strict=True
            )
        )


def _draw_by_program(choices: Choices, withheld: frozenset[int], exposure: Exposure, random: Random) -> Form:
    costs = {unit.no: unit.size * (unit.n_shown(exposure) + random.random()) for unit in choices.units}
    solution = solve(choices, withheld=withheld, cost=lambda unit: costs[unit.no], gap=0.05)
    if solution is None:
        solution = require_fillable(choices, withheld)
    return arrange(choices, solution.chosen, random)
