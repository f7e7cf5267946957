"""Whether an item is harder in one group (language) than for equally able candidates of another.

Candidates are matched on the total of the items that are themselves without large DIF (a purified
total), the studied item always included (Holland and Thayer 1988). Classes as ETS assigns them (Zieky 1993):
A: |Δ| < 1 or not significantly different from 0; C: |Δ| ≥ 1.5 and significantly greater than 1; B: the rest.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from item_bank.statistics.gates import LEAST_SITTINGS
from item_bank.statistics.odds import CommonOdds, common_odds
from item_bank.statistics.table import AnswerTable, Bools, Floats

Ints = npt.NDArray[np.int64]

SIGNIFICANCE = 0.05
Z_ONE_SIDED = 1.645
MAX_ROUNDS = 10


class EtsClass(Enum):
    """How large DIF is: negligible, moderate, large."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class ItemDif:
    """An item's DIF; Δ < 0: harder for the focal group. None where it cannot be told.

    That is: a group with fewer than 30 who reached the item, partial points, or no differing answers.
    """

    version_id: str
    n_reference: int
    n_focal: int
    odds: CommonOdds | None
    ets_class: EtsClass | None


def ets_class(odds: CommonOdds) -> EtsClass:
    """Assign ETS's class."""
    size = abs(odds.delta)
    if size < 1.0 or odds.p_value >= SIGNIFICANCE:
        return EtsClass.A
    if size >= 1.5 and size - Z_ONE_SIDED * odds.se_delta > 1.0:
        return EtsClass.C
    return EtsClass.B


def differential_functioning(table: AnswerTable, *, reference: str, focal: str) -> tuple[ItemDif, ...]:
    """Compare two groups item by item, in the table's order.

    The total is purified of class C items until they stay the same, at most 10 rounds.
    """
    groups = [table.groups == reference, table.groups == focal]
    clean = np.ones(len(table.items), dtype=np.bool_)
    found: tuple[ItemDif, ...] = ()
    for _ in range(MAX_ROUNDS):
        found = _one_round(table, groups, clean)
        large = np.array([dif.ets_class is EtsClass.C for dif in found], dtype=np.bool_)
        if np.array_equal(clean, ~large):
            break
        clean = ~large
    return found


def _one_round(table: AnswerTable, groups: list[Bools], clean: Bools) -> tuple[ItemDif, ...]:
    reached = table.points @ clean
    attainable = table.shown @ (table.max_points * clean)
    return tuple(
        _item_dif(table, no, groups, reached + added * points, attainable + added * room)
        for no, (added, points, room) in enumerate(
            zip(~clean, table.points.T, (table.shown * table.max_points).T, strict=True)
        )
    )


def _item_dif(table: AnswerTable, no: int, groups: list[Bools], total: Floats, attainable: Floats) -> ItemDif:
    rows = table.reached[:, no]
    n_reference, n_focal = (int((group & rows).sum()) for group in groups)
    item, points = table.items[no], table.points[rows, no]
    dichotomous = bool(np.isin(points, (0.0, item.max_points)).all())
    if min(n_reference, n_focal) < LEAST_SITTINGS or not dichotomous:
        return ItemDif(item.version_id, n_reference, n_focal, None, None)
    level = _matching_level(total[rows], attainable[rows])
    odds = common_odds(_tables(level, points > 0, [group[rows] for group in groups]))
    return ItemDif(item.version_id, n_reference, n_focal, odds, None if odds is None else ets_class(odds))


def _matching_level(total: Floats, attainable: Floats) -> Ints:
    """Give (n_sittings,): the purified total with the studied item.

    Forms may hold different numbers of clean items: the share is scaled to the longest, in whole points.
    """
    return np.asarray(np.rint(total / attainable * attainable.max()), dtype=np.int64)


def _tables(level: Ints, right: Bools, groups: list[Bools]) -> Ints:
    """Count (n_levels, 2, 2): level, group, right and wrong."""
    n_levels = int(level.max(initial=0)) + 1
    counts = np.zeros((n_levels, 2, 2), dtype=np.int64)
    for row, group in enumerate(groups):
        counts[:, row, 0] = np.bincount(level[group & right], minlength=n_levels)
        counts[:, row, 1] = np.bincount(level[group & ~right], minlength=n_levels)
    return counts
