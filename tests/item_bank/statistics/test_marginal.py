"""Item response models: gates, planted parameters recovered, no runaway, curves and information."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.statistics.errors import TooFewSittings
from item_bank.statistics.item_model import ItemCurve
from item_bank.statistics.marginal import fit_rasch, fit_two_parameter
from item_bank.statistics.table import AnswerTable, table_of_points

SLOPES = np.array([0.6, 0.8, 1.0, 1.2, 1.5, 0.7, 0.9, 1.1, 1.3, 1.8])
DIFFICULTIES = np.linspace(-2.0, 2.0, 10)


def a_table(n: int, *, seed: int = 3, missing: float = 0.0) -> AnswerTable:
    random = np.random.default_rng(seed)
    logit = SLOPES * (random.normal(size=n)[:, None] - DIFFICULTIES)
    points = (random.random(logit.shape) < 1 / (1 + np.exp(-logit))).astype(np.float64)
    points[random.random(points.shape) < missing] = np.nan
    return table_of_points(points)


def test_no_two_parameter_model_below_250_and_no_rasch_below_30() -> None:
    with pytest.raises(TooFewSittings):
        fit_two_parameter(a_table(249))
    assert len(fit_two_parameter(a_table(250)).curves) == 10
    with pytest.raises(TooFewSittings):
        fit_rasch(a_table(29))
    assert fit_rasch(a_table(30)).converged


@pytest.mark.parametrize("missing", [0.0, 0.4])
def test_planted_parameters_are_recovered(missing: float) -> None:
    """Also where candidates see different items: what was not shown is left aside."""
    model = fit_two_parameter(a_table(4000, missing=missing))
    theta = np.linspace(-2, 2, 9)
    planted = 1 / (1 + np.exp(-SLOPES[:, None] * (theta - DIFFICULTIES[:, None])))
    found = np.array([curve.probability(theta) for curve in model.curves])
    assert model.converged
    assert np.abs(found - planted).max() < 0.08
    assert np.abs(np.array([curve.slope for curve in model.curves]) - SLOPES).max() < 0.3


def test_an_item_reached_by_too_few_or_answered_alike_is_left_out_by_name() -> None:
    table = a_table(300)
    points = np.where(table.shown, table.points, np.nan)
    points[60:, 0] = np.nan
    points[:, 1] = 1.0
    model = fit_two_parameter(table_of_points(points))
    assert model.left_out == ("0", "1")
    assert fit_rasch(table_of_points(points)).left_out == ("1",)
    assert fit_rasch(table_of_points(np.ones((40, 3)))).curves == ()


def test_a_wrong_key_shows_as_a_falling_curve() -> None:
    points = a_table(2000).points.copy()
    points[:, 4] = 1 - points[:, 4]
    model = fit_two_parameter(table_of_points(points))
    assert [curve.version_id for curve in model.curves if curve.slope < 0] == ["4"]


@given(st.integers(0, 2**32 - 1), st.sampled_from([250, 499, 500]))
@settings(max_examples=5, deadline=None)
def test_slopes_stay_finite_where_the_likelihood_has_no_maximum(seed: int, n: int) -> None:
    """Coin tosses, and one item that copies another."""
    points = np.random.default_rng(seed).integers(0, 2, (n, 4)).astype(np.float64)
    points[:, 1] = points[:, 0]
    model = fit_two_parameter(table_of_points(points))
    assert all(abs(curve.slope) <= 10 for curve in model.curves)
    assert np.isfinite(model.log_likelihood)


def test_below_five_hundred_a_prior_draws_slopes_together() -> None:
    def spread(n: int) -> float:
        return float(np.ptp([curve.slope for curve in fit_two_parameter(a_table(n, seed=8)).curves]))

    assert spread(499) < spread(500)


def test_two_parameters_fit_no_worse_than_one(lsat6: AnswerTable, lsat7: AnswerTable) -> None:
    for table in (lsat6, lsat7):
        assert fit_two_parameter(table).log_likelihood >= fit_rasch(table).log_likelihood


def test_curve_and_information_at_the_difficulty() -> None:
    curve = ItemCurve("p", 1000, slope=1.6, intercept=-0.8)
    assert curve.difficulty == pytest.approx(0.5)
    assert curve.probability(0.5) == pytest.approx(0.5)
    assert curve.information(0.5) == pytest.approx(1.6**2 / 4)
    assert curve.probability([-1000.0, 1000.0]).tolist() == [0.0, 1.0]
    assert ItemCurve("q", 1000, slope=0.0, intercept=1.0).difficulty is None


def test_the_test_s_information_is_the_sum_of_its_items(lsat6: AnswerTable) -> None:
    model = fit_rasch(lsat6)
    theta = np.linspace(-4, 4, 9)
    assert model.information(theta) == pytest.approx(sum(c.information(theta) for c in model.curves))
