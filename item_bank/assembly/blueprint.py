"""What a form must consist of: parts with time and navigation, strata by filter, bounds on topics.

The pass rule of a programme stands beside its blueprint (`exam_engine.pass_rule`), not in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from fractions import Fraction

from item_bank.assembly.errors import BadBlueprint
from item_bank.assembly.pool import PoolItem


class Navigation(Enum):
    """How a candidate moves within a part: to any slot, or only to the next."""

    FREE = "free"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are meant: for every name (section, topic, a tag) one of the values; empty means all."""

    allowed: tuple[tuple[str, frozenset[str]], ...] = ()

    def matches(self, item: PoolItem) -> bool:
        """Tell whether an item is meant."""
        return all(item.value(name) in values for name, values in self.allowed)

    def __str__(self) -> str:
        return ", ".join(f"{name} {'/'.join(sorted(values))}" for name, values in self.allowed) or "any item"


@dataclass(frozen=True, slots=True)
class Bound:
    """How many of a stratum's items must, and may, be such as the filter says."""

    filter: Filter
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """n items such as the filter says, with bounds; `minimum_correct` of them for the stratum to count."""

    id: str
    n: int
    filter: Filter = Filter()
    bounds: tuple[Bound, ...] = ()
    minimum_correct: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the test. limit: None shares the test's time; locks: closed for good when left."""

    id: str
    strata: tuple[Stratum, ...]
    limit: timedelta | None = None
    navigation: Navigation = Navigation.FREE
    locks: bool = False


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What every form of a test has in common.

    exposure_cap: in which share of all forms a version may stand at most; None is no cap.

    Raises:
        BadBlueprint: it contradicts itself.
    """

    id: str
    parts: tuple[Part, ...]
    exposure_cap: Fraction | None = None

    def __post_init__(self) -> None:
        reasons = list(_faults(self))
        if reasons:
            raise BadBlueprint(reasons)

    @property
    def strata(self) -> tuple[Stratum, ...]:
        """Give the strata of all parts in their order."""
        return tuple(stratum for part in self.parts for stratum in part.strata)

    @property
    def n_items(self) -> int:
        """Give how many items a form has."""
        return sum(stratum.n for stratum in self.strata)


def _faults(blueprint: Blueprint) -> Iterator[str]:
    if not blueprint.strata:
        yield "no stratum"
    yield from (f"part {name} repeats" for name in _repeated(part.id for part in blueprint.parts))
    yield from (f"stratum {name} repeats" for name in _repeated(s.id for s in blueprint.strata))
    if blueprint.exposure_cap is not None and not 0 < blueprint.exposure_cap <= 1:
        yield "the exposure cap is not above 0 and at most 1"
    for part in blueprint.parts:
        if part.limit is not None and part.limit <= timedelta(0):
            yield f"part {part.id}: no time"
    for stratum in blueprint.strata:
        yield from (f"stratum {stratum.id}: {reason}" for reason in _stratum_faults(stratum))


def _stratum_faults(stratum: Stratum) -> Iterator[str]:
    if stratum.n < 1:
        yield "n is not at least 1"
    if not 0 <= stratum.minimum_correct <= stratum.n:
        yield "the minimum correct is out of reach"
    for bound in stratum.bounds:
        if not 0 <= bound.minimum <= stratum.n:
            yield f"{bound.filter}: the minimum is not within 0 to {stratum.n}"
        if bound.maximum is not None and bound.maximum < bound.minimum:
            yield f"{bound.filter}: the maximum lies below the minimum"


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, n in Counter(names).items() if n > 1)
