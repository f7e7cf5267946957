"""How likely a candidate of a given ability answers an item right: the logistic item response models.

P(θ) = 1 / (1 + exp(−a(θ − b))) with θ standard normal in the population; no scaling constant 1.702.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from item_bank.statistics.table import Floats

FLAT_SLOPE = 0.01


class ModelKind(Enum):
    """Which parameters are free: one common slope, or a slope for every item."""

    RASCH = "rasch"
    TWO_PL = "2pl"


@dataclass(frozen=True, slots=True)
class ItemCurve:
    """One item's curve: logit P = slope·θ + intercept; a negative slope hints at a wrong key."""

    version_id: str
    n: int
    slope: float
    intercept: float

    @property
    def difficulty(self) -> float | None:
        """Give b, the ability at which half answer right; None for a flat curve, which has none."""
        return None if abs(self.slope) < FLAT_SLOPE else -self.intercept / self.slope

    def probability(self, theta: npt.ArrayLike) -> Floats:
        """Give P at each ability: float64 like theta."""
        logit = self.slope * np.asarray(theta, dtype=np.float64) + self.intercept
        return np.asarray(0.5 * (1 + np.tanh(logit / 2)))

    def information(self, theta: npt.ArrayLike) -> Floats:
        """Give Fisher's information a²P(1 − P) at each ability: float64 like theta."""
        probability = self.probability(theta)
        return np.asarray(self.slope**2 * probability * (1 - probability))


@dataclass(frozen=True, slots=True)
class ItemModel:
    """A fitted model. `left_out`: items too few reached, or all or none answered right."""

    kind: ModelKind
    n: int
    curves: tuple[ItemCurve, ...]
    log_likelihood: float
    n_iterations: int
    converged: bool
    left_out: tuple[str, ...] = ()

    @property
    def n_parameters(self) -> int:
        """Give the number of free parameters."""
        return len(self.curves) + (1 if self.kind is ModelKind.RASCH else len(self.curves))

    @property
    def aic(self) -> float:
        """Give Akaike's criterion."""
        return 2 * self.n_parameters - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Give Schwarz's criterion."""
        return float(self.n_parameters * np.log(self.n) - 2 * self.log_likelihood)

    def information(self, theta: npt.ArrayLike) -> Floats:
        """Give the test's information at each ability: float64 like theta."""
        at = np.asarray(theta, dtype=np.float64)
        return sum((curve.information(at) for curve in self.curves), np.zeros_like(at))
