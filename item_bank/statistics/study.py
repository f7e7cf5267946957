"""What can be said of a set of items from a set of sittings: all figures, and which are withheld for want of n."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from item_bank.statistics.classical import ItemFigures, item_figures
from item_bank.statistics.dif import ItemDif, differential_functioning
from item_bank.statistics.errors import TooFewSittings
from item_bank.statistics.flags import DEFAULT_RULES, Flag, FlagRules, flags_of
from item_bank.statistics.item_model import ItemModel
from item_bank.statistics.marginal import fit_rasch, fit_two_parameter
from item_bank.statistics.reliability import Reliability, reliability
from item_bank.statistics.table import AnswerTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not shown: `n` sat the items, `least` are needed."""

    n: int
    least: int


@dataclass(frozen=True, slots=True)
class StudiedVersion:
    """One item's figures, DIF and flags."""

    figures: ItemFigures
    dif: ItemDif | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """All figures of one series (a language, a window); items with the gravest flags come first."""

    n: int
    items: tuple[StudiedVersion, ...]
    reliability: Reliability | Withheld
    rasch: ItemModel | Withheld
    two_parameter: ItemModel | Withheld


def study(
    table: AnswerTable, *, dif_between: tuple[str, str] | None = None, rules: FlagRules = DEFAULT_RULES
) -> Study:
    """Compute everything the table carries; `dif_between` names the reference and the focal group."""
    items = _items(table, dif_between, rules)
    return Study(
        n=table.n_sittings,
        items=tuple(sorted(items, key=_gravity)),
        reliability=_or_withheld(reliability, table),
        rasch=_or_withheld(fit_rasch, table),
        two_parameter=_or_withheld(fit_two_parameter, table),
    )


def _items(table: AnswerTable, dif_between: tuple[str, str] | None, rules: FlagRules) -> list[StudiedVersion]:
    figures = item_figures(table)
    difs: list[ItemDif | None] = [None] * len(figures)
    if dif_between is not None:
        reference, focal = dif_between
        difs = list(differential_functioning(table, reference=reference, focal=focal))
    return [
        StudiedVersion(figure, dif, flags_of(figure, dif, rules))
        for figure, dif in zip(figures, difs, strict=True)
    ]


def _gravity(item: StudiedVersion) -> list[int]:
    """Sort by the gravest flag, then the next; items without flags last."""
    order = list(Flag)
    return [*(order.index(flag) for flag in item.flags), len(order)]


def _or_withheld(compute: Callable[[AnswerTable], T], table: AnswerTable) -> T | Withheld:
    try:
        return compute(table)
    except TooFewSittings as few:
        return Withheld(few.n, few.least)
