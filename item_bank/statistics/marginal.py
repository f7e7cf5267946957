"""Which item parameters make the answers most likely: marginal maximum likelihood by EM.

Bock and Aitkin (1981), over 61 Gauss-Hermite points of a standard normal ability. What was not shown
or not reached is left aside. Slopes of a two-parameter model get a lognormal prior (0, 0.5) below
N = 500, where the likelihood alone would let some of them run away. EM steps are extrapolated as
Varadhan and Roland (2008) do (SQUAREM), and never against the likelihood.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from item_bank.statistics.gates import (
    LEAST_SITTINGS,
    LEAST_SITTINGS_2PL,
    LEAST_SITTINGS_WITHOUT_PRIOR,
    require_sittings,
)
from item_bank.statistics.item_model import ItemCurve, ItemModel, ModelKind
from item_bank.statistics.slopes import climb_common_slope, climb_own_slopes
from item_bank.statistics.table import AnswerTable, Bools, Floats

N_POINTS = 61
TOLERANCE = 1e-6
MAX_ITERATIONS = 500
LEAST_SLOPE = 0.01


def fit_rasch(table: AnswerTable) -> ItemModel:
    """Fit one slope for all items (equivalently: slope 1 and a free spread of ability).

    Raises:
        TooFewSittings: fewer than 30.
    """
    require_sittings(table.n_sittings, LEAST_SITTINGS)
    return _fit(table, ModelKind.RASCH, LEAST_SITTINGS)


def fit_two_parameter(table: AnswerTable) -> ItemModel:
    """Fit a slope and an intercept for every item.

    Raises:
        TooFewSittings: fewer than 250.
    """
    require_sittings(table.n_sittings, LEAST_SITTINGS_2PL)
    return _fit(table, ModelKind.TWO_PL, LEAST_SITTINGS_2PL)


@dataclass(frozen=True, slots=True, eq=False)
class _Patterns:
    """Distinct answer patterns: right, wrong float64 (n_patterns, n_items); weight (n_patterns,)."""

    right: Floats
    wrong: Floats
    weight: Floats


def _fit(table: AnswerTable, kind: ModelKind, least: int) -> ItemModel:
    used = _usable(table, least)
    if not used.any():
        left_out = tuple(item.version_id for item in table.items)
        return ItemModel(kind, table.n_sittings, (), 0.0, 0, True, left_out)
    patterns = _patterns(table, used)
    prior = kind is ModelKind.TWO_PL and table.n_sittings < LEAST_SITTINGS_WITHOUT_PRIOR
    step = _Step(patterns, kind, prior)
    parameters, n_iterations, converged = _climb(step, _start(patterns))
    log_likelihood = float(patterns.weight @ step.log_marginal(parameters))
    n_reached = table.reached.sum(axis=0)
    return ItemModel(
        kind=kind,
        n=table.n_sittings,
        curves=tuple(
            ItemCurve(table.items[no].version_id, int(n_reached[no]), float(slope), float(intercept))
            for no, (slope, intercept) in zip(np.flatnonzero(used), parameters.T, strict=True)
        ),
        log_likelihood=log_likelihood,
        n_iterations=n_iterations,
        converged=converged,
        left_out=tuple(item.version_id for item, kept in zip(table.items, used, strict=True) if not kept),
    )


def _usable(table: AnswerTable, least: int) -> Bools:
    """Keep items that enough reached, worth all or nothing, answered right by some and not by all."""
    reached, full = table.reached, table.points == table.max_points
    some = (full & reached).any(axis=0) & (~full & reached).any(axis=0)
    dichotomous = (full | (table.points == 0)).all(axis=0)
    return np.asarray((reached.sum(axis=0) >= least) & some & dichotomous)


def _patterns(table: AnswerTable, used: Bools) -> _Patterns:
    right = (table.points == table.max_points) & table.reached
    codes = np.where(table.reached, 1 + right, 0).astype(np.int8)[:, used]
    distinct, weight = np.unique(codes, axis=0, return_counts=True)
    return _Patterns(
        (distinct == 2).astype(np.float64), (distinct == 1).astype(np.float64), weight.astype(np.float64)
    )


def _start(patterns: _Patterns) -> Floats:
    """Give (2, n_items): slopes of 1, intercepts that reproduce the share answering right."""
    right, wrong = patterns.weight @ patterns.right, patterns.weight @ patterns.wrong
    return np.stack([np.ones_like(right), 1.18 * np.log((right + 0.5) / (wrong + 0.5))])


class _Step:
    """One EM step over parameters (2, n_items): slopes, intercepts."""

    def __init__(self, patterns: _Patterns, kind: ModelKind, prior: bool) -> None:
        nodes, weights = hermegauss(N_POINTS)  # type: ignore[no-untyped-call]
        self._nodes = np.asarray(nodes)
        self._log_weights = np.log(weights / weights.sum())
        self._patterns = patterns
        self._kind = kind
        self._prior = prior

    def __call__(self, parameters: Floats) -> tuple[Floats, float]:
        """Give the next parameters, and the objective at the present ones (slopes floored under a prior)."""
        if self._prior:
            parameters = np.stack([np.maximum(parameters[0], LEAST_SLOPE), parameters[1]])
        joint = self._log_joint(parameters)
        top = joint.max(axis=1)
        posterior = np.exp(joint - top[:, None])
        total = posterior.sum(axis=1)
        posterior *= (self._patterns.weight / total)[:, None]
        objective = float(self._patterns.weight @ (top + np.log(total))) + self._log_prior(parameters)
        right, wrong = self._patterns.right.T @ posterior, self._patterns.wrong.T @ posterior
        if self._kind is ModelKind.RASCH:
            return climb_common_slope(parameters, self._nodes, right, right + wrong), objective
        return climb_own_slopes(parameters, self._nodes, right, right + wrong, prior=self._prior), objective

    def log_marginal(self, parameters: Floats) -> Floats:
        """Give each pattern's log likelihood: (n_patterns,)."""
        joint = self._log_joint(parameters)
        top = joint.max(axis=1)
        return np.asarray(top + np.log(np.exp(joint - top[:, None]).sum(axis=1)))

    def _log_joint(self, parameters: Floats) -> Floats:
        logit = parameters[0][:, None] * self._nodes + parameters[1][:, None]
        log_right = -np.logaddexp(0.0, -logit)
        joint = self._patterns.right @ log_right + self._patterns.wrong @ (log_right - logit)
        return np.asarray(joint + self._log_weights)

    def _log_prior(self, parameters: Floats) -> float:
        if not self._prior:
            return 0.0
        logs = np.log(parameters[0])
        return float(-(logs + 2 * logs * logs).sum())


def _climb(step: Callable[[Floats], tuple[Floats, float]], parameters: Floats) -> tuple[Floats, int, bool]:
    """Repeat EM, extrapolating two steps into a long one where that does not lower the objective."""
    for n_iterations in range(1, MAX_ITERATIONS + 1):
        first, start = step(parameters)
        second, _ = step(first)
        r, v = first - parameters, (second - first) - (first - parameters)
        if float(np.abs(second - first).max(initial=0.0)) < TOLERANCE:
            return second, n_iterations, True
        length = -max(1.0, float(np.linalg.norm(r) / max(float(np.linalg.norm(v)), 1e-300)))
        far = parameters - 2 * length * r + length * length * v
        landed, height = step(far)
        parameters = landed if height >= start else second
    return parameters, MAX_ITERATIONS, False
