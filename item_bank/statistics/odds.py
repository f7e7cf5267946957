"""Whether two groups of equal ability have equal odds: Mantel and Haenszel's common odds ratio."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from item_bank.statistics.table import Floats

LN_ODDS_TO_DELTA = -2.35
"""ETS's delta scale: Δ = −2.35 ln α (Holland and Thayer 1988)."""


@dataclass(frozen=True, slots=True)
class CommonOdds:
    """A common odds ratio; α > 1 where the first row has the better odds of the first column.

    se_ln_alpha: Robins, Breslow and Greenland (1986); chi2 with continuity correction, 1 degree of freedom.
    """

    alpha: float
    se_ln_alpha: float
    chi2: float
    p_value: float

    @property
    def delta(self) -> float:
        """Give α on ETS's delta scale: negative where the second row is at a disadvantage."""
        return LN_ODDS_TO_DELTA * math.log(self.alpha)

    @property
    def se_delta(self) -> float:
        """Give the standard error of `delta`."""
        return -LN_ODDS_TO_DELTA * self.se_ln_alpha

    def interval(self, z: float = 1.959964) -> tuple[float, float]:
        """Give α's confidence interval, 95 % by default."""
        return self.alpha * math.exp(-z * self.se_ln_alpha), self.alpha * math.exp(z * self.se_ln_alpha)


def common_odds(tables: npt.ArrayLike) -> CommonOdds | None:
    """Pool 2×2 tables: (n_strata, 2, 2) counts, rows the groups, columns right and wrong.

    None where no ratio exists: no stratum has both groups with differing answers on both diagonals.
    """
    counts = np.asarray(tables, dtype=np.float64)
    counts = counts[counts.sum(axis=(1, 2)) > 1]
    a, b, c, d = counts[:, 0, 0], counts[:, 0, 1], counts[:, 1, 0], counts[:, 1, 1]
    n = a + b + c + d
    r, s = a * d / n, b * c / n
    if not r.sum() > 0 or not s.sum() > 0:
        return None
    agree, differ = (a + d) / n, (b + c) / n
    variance = (
        (agree @ r) / (2 * r.sum() ** 2)
        + (agree @ s + differ @ r) / (2 * r.sum() * s.sum())
        + (differ @ s) / (2 * s.sum() ** 2)
    )
    chi2 = _chi2(a, b, c, d)
    return CommonOdds(
        float(r.sum() / s.sum()), float(np.sqrt(variance)), chi2, math.erfc(math.sqrt(chi2 / 2))
    )


def _chi2(a: Floats, b: Floats, c: Floats, d: Floats) -> float:
    n = a + b + c + d
    expected = (a + b) * (a + c) / n
    variance = (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
    excess = abs(float((a - expected).sum()))
    return (excess - min(0.5, excess)) ** 2 / float(variance.sum())
