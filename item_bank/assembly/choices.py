"""What may be chosen for which stratum: items and whole testlets, their enemies, their place in bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Stratum
from item_bank.assembly.pool import Exposure, PoolItem, allowance


@dataclass(frozen=True, slots=True)
class Unit:
    """What is drawn at one go: an item, or the items of a testlet in the order of their codes."""

    no: int
    items: tuple[PoolItem, ...]

    @property
    def size(self) -> int:
        """Give how many slots it takes."""
        return len(self.items)

    def n_matching(self, wanted: Filter) -> int:
        """Count its items that a filter means."""
        return sum(wanted.matches(item) for item in self.items)

    def n_shown(self, exposure: Exposure) -> int:
        """Give how often its most shown item was shown."""
        return max(exposure.n_shown(item.version_id) for item in self.items)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A stratum with the units that may fill it, and for each of them its count in every bound."""

    part_id: str
    stratum: Stratum
    units: tuple[Unit, ...]
    counts: tuple[tuple[int, ...], ...]

    def n_of_bound(self, bound: int) -> int:
        """Count the items there are for a bound."""
        return sum(counts[bound] for counts in self.counts)


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """A blueprint met with a pool. enemies: per unit number, the numbers of units it must not meet."""

    blueprint: Blueprint
    units: tuple[Unit, ...]
    places: tuple[Place, ...]
    enemies: tuple[frozenset[int], ...]

    def withheld(self, exposure: Exposure) -> frozenset[int]:
        """Give the numbers of units that would exceed the exposure cap in the next form."""
        cap = self.blueprint.exposure_cap
        if cap is None:
            return frozenset()
        limit = allowance(cap, exposure.n_forms + 1)
        return frozenset(unit.no for unit in self.units if unit.n_shown(exposure) >= limit)


def choices_of(blueprint: Blueprint, pool: Iterable[PoolItem]) -> Choices:
    """Sort out a pool for a blueprint; the order of the pool does not matter.

    A testlet fits a stratum only if all its items do; one with enemies inside is never drawn.
    """
    units = _units(pool)
    places = tuple(_place(part.id, stratum, units) for part in blueprint.parts for stratum in part.strata)
    return Choices(blueprint, units, places, _enemies(units))


def _units(pool: Iterable[PoolItem]) -> tuple[Unit, ...]:
    testlets: dict[tuple[str, str], list[PoolItem]] = {}
    for item in sorted(
        {item.version_id: item for item in pool}.values(), key=lambda i: (i.code, i.version_id)
    ):
        key = ("item", item.version_id) if item.testlet_id is None else ("testlet", item.testlet_id)
        testlets.setdefault(key, []).append(item)
    drawable = (tuple(items) for _, items in sorted(testlets.items()) if not _at_war(items))
    return tuple(Unit(no, items) for no, items in enumerate(drawable))


def _at_war(items: Sequence[PoolItem]) -> bool:
    codes = {item.code for item in items}
    return len(codes) < len(items) or any(item.enemy_codes & codes - {item.code} for item in items)


def _place(part_id: str, stratum: Stratum, units: Iterable[Unit]) -> Place:
    fitting = tuple(
        unit for unit in units if unit.size <= stratum.n and unit.n_matching(stratum.filter) == unit.size
    )
    return Place(part_id, stratum, fitting, tuple(_counts(stratum.bounds, unit) for unit in fitting))


def _counts(bounds: Iterable[Bound], unit: Unit) -> tuple[int, ...]:
    return tuple(unit.n_matching(bound.filter) for bound in bounds)


def _enemies(units: Sequence[Unit]) -> tuple[frozenset[int], ...]:
    """Two versions of one item are enemies too."""
    holders: dict[str, set[int]] = {}
    for unit in units:
        for item in unit.items:
            holders.setdefault(item.code, set()).add(unit.no)
    enemies: list[set[int]] = [set() for _ in units]
    for unit in units:
        for code in {code for item in unit.items for code in item.enemy_codes | {item.code}}:
            for other in holders.get(code, set()) - {unit.no}:
                enemies[unit.no].add(other)
                enemies[other].add(unit.no)
    return tuple(frozenset(numbers) for numbers in enemies)
