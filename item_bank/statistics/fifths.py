"""Whom each option draws among the weak and the able: shares by fifths of the rest score, for a plot."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from item_bank.statistics.classical import rest_shares
from item_bank.statistics.gates import LEAST_SITTINGS
from item_bank.statistics.table import AnswerTable, Bools, Floats

N_FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Fifths:
    """From the weakest fifth to the ablest: the mean share of the points, and each option's share.

    Both are empty below 30 who reached the item.
    """

    version_id: str
    p: tuple[float, ...] = ()
    options: tuple[tuple[str, tuple[float, ...]], ...] = ()


def fifths(table: AnswerTable) -> tuple[Fifths, ...]:
    """Compute every item's fifths, in the table's order."""
    rest = rest_shares(table)
    return tuple(_of_item(table, no, rest[:, no]) for no in range(len(table.items)))


def _of_item(table: AnswerTable, no: int, rest: Floats) -> Fifths:
    item, rows = table.items[no], table.reached[:, no]
    if int(rows.sum()) < LEAST_SITTINGS:
        return Fifths(item.version_id)
    groups = np.array_split(np.argsort(rest[rows], kind="stable"), N_FIFTHS)
    share = table.points[rows, no] / item.max_points
    return Fifths(
        item.version_id,
        tuple(float(share[group].mean()) for group in groups),
        tuple((option, _shares(flags[rows], groups)) for option, flags in table.chosen[no].items()),
    )


def _shares(flags: Bools, groups: list[npt.NDArray[np.int64]]) -> tuple[float, ...]:
    return tuple(float(flags[group].mean()) for group in groups)
