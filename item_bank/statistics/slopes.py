"""Which slopes and intercepts fit the expected answers best: the M step of `marginal`, by Newton's method.

Throughout: parameters (2, n_items), slopes over intercepts; nodes (n_points,); right, asked
(n_items, n_points), the expected numbers of right answers, and of answers, at each node.
"""

import numpy as np

from item_bank.statistics.table import Floats

PRIOR_LN_MEAN = 0.0
PRIOR_LN_DEVIATION = 0.5
LARGEST_SLOPE = 10.0
"""Beyond this the 61 points lie too far apart to tell slopes; the likelihood of copied items has no maximum."""
_LARGEST_STEP = 1.0
_N_NEWTON = 3


def climb_own_slopes(
    parameters: Floats, nodes: Floats, right: Floats, asked: Floats, *, prior: bool
) -> Floats:
    """Take Newton steps with a slope for every item; `prior` puts a lognormal on the slopes."""
    for _ in range(_N_NEWTON):
        gradient, curvature = _derivatives(parameters, nodes, right, asked)
        if prior:
            slope_gradient, slope_curvature = _prior_derivatives(parameters[0])
            gradient[0] += slope_gradient
            curvature[0] += slope_curvature
        aa, ad, dd = curvature
        determinant = np.maximum(aa * dd - ad * ad, 1e-12)
        step = np.stack([dd * gradient[0] - ad * gradient[1], aa * gradient[1] - ad * gradient[0]])
        moved = parameters + np.clip(step / determinant, -_LARGEST_STEP, _LARGEST_STEP)
        if prior:
            moved[0] = np.maximum(moved[0], parameters[0] / 2)
        moved[0] = np.clip(moved[0], -LARGEST_SLOPE, LARGEST_SLOPE)
        parameters = moved
    return parameters


def climb_common_slope(parameters: Floats, nodes: Floats, right: Floats, asked: Floats) -> Floats:
    """Take Newton steps with one slope for all items: an arrow-shaped system, solved by elimination."""
    for _ in range(_N_NEWTON):
        gradient, (aa, ad, dd) = _derivatives(parameters, nodes, right, asked)
        schur = max(float((aa - ad * ad / dd).sum()), 1e-12)
        slope = float((gradient[0] - ad / dd * gradient[1]).sum()) / schur
        slope = float(np.clip(slope, -_LARGEST_STEP, _LARGEST_STEP))
        intercepts = np.clip((gradient[1] - ad * slope) / dd, -_LARGEST_STEP, _LARGEST_STEP)
        parameters = parameters + np.stack([np.full_like(intercepts, slope), intercepts])
    return parameters


def _derivatives(parameters: Floats, nodes: Floats, right: Floats, asked: Floats) -> tuple[Floats, Floats]:
    """Give the gradient (2, n_items) and minus the Hessian's aa, ad, dd (3, n_items)."""
    logit = parameters[0][:, None] * nodes + parameters[1][:, None]
    probability = 0.5 * (1 + np.tanh(logit / 2))
    residual = right - asked * probability
    weight = np.maximum(asked * probability * (1 - probability), 1e-12)
    gradient = np.stack([residual @ nodes, residual.sum(axis=1)])
    return gradient, np.stack([weight @ (nodes * nodes), weight @ nodes, weight.sum(axis=1)])


def _prior_derivatives(slopes: Floats) -> tuple[Floats, Floats]:
    """Give the log prior's gradient and minus its second derivative, floored at 0, each (n_items,)."""
    spread = PRIOR_LN_DEVIATION**2
    pull = 1 + (np.log(slopes) - PRIOR_LN_MEAN) / spread
    return -pull / slopes, np.maximum((1 / spread - pull) / slopes**2, 0.0)
