"""How often what is reported with a confidence is true: reliability, Brier score, and what a fit would change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
N_STEPS, STEP = 500, 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its confidence 0..1, and whether a true event lay behind it."""

    confidence: float
    true: bool


@dataclass(frozen=True, slots=True)
class Platt:
    """Platt's scaling of a confidence: 1 / (1 + exp(-(slope * logit + offset)))."""

    slope: float
    offset: float

    def of(self, confidence: float) -> float:
        """The confidence that was observed to belong to this one."""
        return _logistic(self.slope * _logit(confidence) + self.offset)


def fit_platt(told: Sequence[Told]) -> Platt:
    """Fit to reports, with Platt's own targets, so that ten of ten true ones are not made certain.

    J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999: (n + 1) / (n + 2) in place of 1 and
    1 / (n + 2) in place of 0. The slope never falls below 0: what is surer stays surer.
    """
    n_true = sum(one.true for one in told)
    high, low = (n_true + 1) / (n_true + 2), 1 / (len(told) - n_true + 2)
    points = [(_logit(one.confidence), high if one.true else low) for one in told]
    slope, offset = 1.0, 0.0
    for _ in range(N_STEPS if points else 0):
        errors = [(logit, _logistic(slope * logit + offset) - aim) for logit, aim in points]
        slope = max(0.0, slope - STEP * sum(logit * error for logit, error in errors) / len(points))
        offset -= STEP * sum(error for _, error in errors) / len(points)
    return Platt(slope, offset)


def brier(told: Sequence[Told]) -> float | None:
    """Mean squared difference of confidence and truth, 0 at best (G. W. Brier, 1950); None of nothing."""
    if not told:
        return None
    return round(sum((one.confidence - one.true) ** 2 for one in told) / len(told), 4)


def calibrate_crosswise(halves: tuple[Sequence[Told], Sequence[Told]]) -> list[Told]:
    """Each half's reports with the confidence that a fit to the other half gives them."""
    first, second = halves
    return [
        Told(platt.of(one.confidence), one.true)
        for platt, reports in ((fit_platt(second), first), (fit_platt(first), second))
        for one in reports
    ]


def reliability(told: Sequence[Told]) -> list[dict[str, object]]:
    """By confidence: how many reports, their mean confidence, and which share of them is true."""
    rows: list[dict[str, object]] = []
    least = 0.0
    for below in BINS:
        within = [one for one in told if least <= one.confidence < below]
        n = len(within)
        rows.append(
            {
                "from": least,
                "to": min(below, 1.0),
                "n": n,
                "confidence": round(sum(one.confidence for one in within) / n, 3) if n else None,
                "true": round(sum(one.true for one in within) / n, 3) if n else None,
            }
        )
        least = below
    return rows


def _logit(confidence: float) -> float:
    held = min(0.99, max(0.01, confidence))
    return math.log(held / (1 - held))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
