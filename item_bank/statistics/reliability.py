"""How consistent a test's points are: Cronbach's α (KR-20 for 0/1 items), its standard error, α without an item.

With one form for all this is α = k/(k−1) · (1 − Σs²ᵢ/s²_T) to the last digit. Where every candidate
has a form of their own, the variances and covariances are taken from those who were shown the items,
and weighted by how often an item, or a pair of items, stands in a form: α of the average form.
"""

from dataclasses import dataclass

import numpy as np

from item_bank.statistics.gates import LEAST_SITTINGS, require_sittings
from item_bank.statistics.table import AnswerTable, Floats


@dataclass(frozen=True, slots=True)
class Reliability:
    """α, and in points the totals' standard deviation and standard error of measurement.

    Each is None where it does not exist: fewer than two items, or totals that do not vary.
    `alpha_if_deleted` is in the items' order.
    """

    n: int
    n_items: float
    alpha: float | None
    deviation: float
    sem: float | None
    alpha_if_deleted: tuple[float | None, ...]


def reliability(table: AnswerTable) -> Reliability:
    """Compute the reliability of the total points; items not reached count as 0, as they do in the total.

    Raises:
        TooFewSittings: fewer than 30.
    """
    require_sittings(table.n_sittings, LEAST_SITTINGS)
    covariance = _expected_covariance(table)
    length = table.shown.mean(axis=0)
    own = np.diag(covariance)
    variance = float(covariance.sum())
    alpha = _alpha(float(length.sum()), float(own.sum()), variance)
    without = variance - 2 * covariance.sum(axis=1) + own
    deleted = tuple(
        _alpha(float(length.sum() - length[no]), float(own.sum() - own[no]), float(without[no]))
        for no in range(len(table.items))
    )
    deviation = float(np.sqrt(max(variance, 0.0)))
    sem = None if alpha is None else deviation * float(np.sqrt(1.0 - alpha))
    return Reliability(table.n_sittings, float(length.sum()), alpha, deviation, sem, deleted)


def _expected_covariance(table: AnswerTable) -> Floats:
    """Give (n_items, n_items): covariance among those shown both × the share of forms with both."""
    shown = table.shown.astype(np.float64)
    points = table.points * shown
    both = shown.T @ shown
    sums = points.T @ shown
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = (points.T @ points - sums * sums.T / both) / (both - 1)
    return np.asarray(np.where(both > 1, covariance, 0.0) * both / table.n_sittings)


def _alpha(n_items: float, own_variance: float, variance: float) -> float | None:
    if n_items <= 1 or variance <= 1e-12:
        return None
    return n_items / (n_items - 1) * (1 - own_variance / variance)
