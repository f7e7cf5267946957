"""What a bank lacks for a blueprint: the fewest items that, written or freed, would let it be filled."""

from item_bank.assembly.choices import Choices, Place
from item_bank.assembly.errors import BlueprintUnfillable
from item_bank.assembly.pool import UNUSED, Exposure
from item_bank.assembly.program import Solution, SpareOf, solve
from item_bank.assembly.shortage import Shortage


def shortages(choices: Choices, exposure: Exposure = UNUSED) -> tuple[Shortage, ...]:
    """Give every shortage, strata in their order; empty iff the next form can be made.

    Enemies, testlets, maxima, strata that compete for items and the exposure cap are all reckoned with.
    """
    try:
        require_fillable(choices, choices.withheld(exposure))
    except BlueprintUnfillable as unfillable:
        return unfillable.shortages
    return ()


def require_fillable(choices: Choices, withheld: frozenset[int]) -> Solution:
    """Give some choice that fills the blueprint without the withheld units.

    Raises:
        BlueprintUnfillable: there is none.
    """
    solution = solve(choices, withheld=withheld, cost=lambda _: 0.0, spare_items=True)
    if solution is None:
        raise BlueprintUnfillable(())
    if solution.spares:
        order = sorted(solution.spares.items(), key=lambda entry: _position(entry[0]))
        raise BlueprintUnfillable([_shortage(choices, withheld, of, n) for of, n in order])
    return solution


def _position(of: SpareOf) -> tuple[int, int]:
    place_no, bound = of
    return place_no, -1 if bound is None else bound


def _shortage(choices: Choices, withheld: frozenset[int], of: SpareOf, lacking: int) -> Shortage:
    place_no, bound_no = of
    place = choices.places[place_no]
    bound = None if bound_no is None else place.stratum.bounds[bound_no]
    n_matching, n_free = (_n_matching(place, bound_no, without) for without in (frozenset[int](), withheld))
    return Shortage(
        part_id=place.part_id,
        stratum_id=place.stratum.id,
        lacking=lacking,
        n_wanted=place.stratum.n if bound is None else bound.minimum,
        n_matching=n_matching,
        n_withheld=n_matching - n_free,
        wanting=None if bound is None else str(bound.filter),
    )


def _n_matching(place: Place, bound_no: int | None, without: frozenset[int]) -> int:
    return sum(
        unit.size if bound_no is None else counts[bound_no]
        for unit, counts in zip(place.units, place.counts, strict=True)
        if unit.no not in without
    )
