"""How hard each item is, how well it separates, and whom each of its options draws.

p is the mean share of the points. r_rest, the corrected point-biserial, correlates an item with the
rest of the form without that item, so that an item does not vouch for itself. Candidates who did not
reach an item stand apart: they count neither as wrong nor in n.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from item_bank.statistics.gates import LEAST_SITTINGS
from item_bank.statistics.table import AnswerTable, Bools, Floats, Reach


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """Whom an option drew: the share of those who reached the item, and its correlation with the rest."""

    option_id: str
    is_key: bool
    n: int
    p: float
    r_rest: float | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item's classical figures; below 30 who reached it, only the counts.

    n: reached it; exposure: share of all sittings whose form had the item.
    r_rest is None too where the item, or the rest, does not vary.
    """

    version_id: str
    n: int
    n_shown: int
    n_not_reached: int
    n_omitted: int
    exposure: float
    p: float | None
    r_rest: float | None
    options: tuple[OptionFigures, ...]


def item_figures(table: AnswerTable) -> tuple[ItemFigures, ...]:
    """Compute every item's figures, in the table's order."""
    rest = rest_shares(table)
    return tuple(_figures(table, no, rest[:, no]) for no in range(len(table.items)))


def correlation(one: Floats, other: Floats) -> float | None:
    """Give Pearson's r of two float64 (n,), or None where either does not vary."""
    a, b = one - one.mean(), other - other.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    return None if spread < 1e-12 else float(a @ b) / spread


def rest_shares(table: AnswerTable) -> Floats:
    """Give (n_sittings, n_items): the share of points reached in the form without the item."""
    attainable = table.shown @ table.max_points
    rest = table.points.sum(axis=1)[:, None] - table.points
    room = attainable[:, None] - table.shown * table.max_points
    return np.divide(rest, room, out=np.zeros_like(rest), where=room > 0)


def _figures(table: AnswerTable, no: int, rest: Floats) -> ItemFigures:
    item, reach = table.items[no], table.reach[:, no]
    rows = reach > Reach.NOT_REACHED
    n, n_shown = int(rows.sum()), int((reach > Reach.NOT_SHOWN).sum())
    share = table.points[rows, no] / item.max_points
    enough = n >= LEAST_SITTINGS
    return ItemFigures(
        version_id=item.version_id,
        n=n,
        n_shown=n_shown,
        n_not_reached=n_shown - n,
        n_omitted=int((reach == Reach.OMITTED).sum()),
        exposure=n_shown / table.n_sittings if table.n_sittings else 0.0,
        p=float(share.mean()) if enough else None,
        r_rest=correlation(share, rest[rows]) if enough else None,
        options=_option_figures(table.chosen[no], item.key, rows, rest) if enough else (),
    )


def _option_figures(
    chosen: Mapping[str, Bools], key: frozenset[str], rows: Bools, rest: Floats
) -> tuple[OptionFigures, ...]:
    return tuple(
        OptionFigures(
            option_id=option_id,
            is_key=option_id in key,
            n=int(flags[rows].sum()),
            p=float(flags[rows].mean()),
            r_rest=correlation(flags[rows].astype(np.float64), rest[rows]),
        )
        for option_id, flags in chosen.items()
    )
