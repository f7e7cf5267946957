"""A large made-up bank, as large as the real ones are meant to grow."""

from fractions import Fraction
from random import Random

import numpy as np

from item_bank.assembly.blueprint import Blueprint, Bound, Filter, Part, Stratum
from item_bank.assembly.choices import Choices, choices_of
from item_bank.assembly.pool import PoolItem
from item_bank.option_order import OptionGroup
from item_bank.statistics.item_model import ItemCurve

SIZES = {
    "constitution": (200, 15),
    "civil_service": (200, 15),
    "anti_corruption": (200, 15),
    "ethics": (150, 10),
}
N_TOPICS = 6
N_ENEMY_PAIRS = 100


def made_up_bank() -> Choices:
    """Give 750 items in four sections, 24 topic bounds of 1 to 4, 100 enemy pairs, an exposure cap of .25."""
    random = Random(1)
    names = [(section, no) for section, (size, _) in SIZES.items() for no in range(size)]
    enemies: dict[str, set[str]] = {}
    for _ in range(N_ENEMY_PAIRS):
        (one, no), (other, other_no) = random.sample(names, 2)
        enemies.setdefault(f"{one}-{no}", set()).add(f"{other}-{other_no}")
    pool = [
        PoolItem(
            version_id=f"{section}-{no}",
            code=f"{section}-{no}",
            section_id=section,
            topic=f"t{no % N_TOPICS}",
            option_groups=(OptionGroup(("a", "b", "c", "d")),),
            enemy_codes=frozenset(enemies.get(f"{section}-{no}", ())),
        )
        for section, no in names
    ]
    return choices_of(Blueprint("legislation", (Part("all", strata()),), Fraction(1, 4)), pool)


def strata() -> tuple[Stratum, ...]:
    """Give a stratum a section, with a bound on each of its topics."""
    bounds = tuple(Bound(only(topic=f"t{no}"), 1, 4) for no in range(N_TOPICS))
    return tuple(Stratum(name, n, only(section=name), bounds) for name, (_, n) in SIZES.items())


def only(**values: str) -> Filter:
    """Give a filter for one value of each name."""
    return Filter(tuple((name, frozenset([value])) for name, value in values.items()))


def made_up_curves(bank: Choices) -> list[ItemCurve]:
    """Give every item a two-parameter curve, as if a thousand had answered it."""
    names = [item.version_id for unit in bank.units for item in unit.items]
    random = np.random.default_rng(1)
    slopes, intercepts = np.exp(random.normal(0, 0.3, len(names))), random.normal(0, 1, len(names))
    return [ItemCurve(n, 1000, float(a), float(d)) for n, a, d in zip(names, slopes, intercepts, strict=True)]
