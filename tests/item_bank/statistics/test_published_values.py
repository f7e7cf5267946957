"""Published values for LSAT6, LSAT7 and UCBAdmissions come out within ±0.005."""

import pytest

from item_bank.statistics.classical import item_figures
from item_bank.statistics.item_model import ItemModel
from item_bank.statistics.marginal import fit_rasch, fit_two_parameter
from item_bank.statistics.odds import common_odds
from item_bank.statistics.reliability import reliability
from item_bank.statistics.table import AnswerTable

TOLERANCE = 0.005

# Admissions to Berkeley 1973 (Bickel et al.): departments A to F; men, women; admitted, rejected.
UCB_ADMISSIONS = [
    [[512, 313], [89, 19]],
    [[353, 207], [17, 8]],
    [[120, 205], [202, 391]],
    [[138, 279], [131, 244]],
    [[53, 138], [94, 299]],
    [[22, 351], [24, 317]],
]


def near(*values: float) -> object:
    return pytest.approx(list(values), abs=TOLERANCE)


def slopes(model: ItemModel) -> list[float]:
    return [curve.slope for curve in model.curves]


def difficulties(model: ItemModel) -> list[float | None]:
    return [curve.difficulty for curve in model.curves]


def test_lsat6_classical(lsat6: AnswerTable) -> None:
    figures = item_figures(lsat6)
    assert [item.p for item in figures] == near(0.924, 0.709, 0.553, 0.763, 0.870)
    assert [item.r_rest for item in figures] == near(0.1128, 0.1532, 0.1728, 0.1444, 0.1216)
    assert {item.n for item in figures} == {1000}


def test_lsat6_reliability(lsat6: AnswerTable) -> None:
    found = reliability(lsat6)
    assert found.alpha == pytest.approx(0.2950, abs=0.0005)
    assert list(found.alpha_if_deleted) == near(0.2754, 0.2376, 0.2168, 0.2459, 0.2663)
    assert found.sem == pytest.approx(found.deviation * (1 - 0.2950) ** 0.5, abs=TOLERANCE)


def test_lsat6_two_parameter(lsat6: AnswerTable) -> None:
    model = fit_two_parameter(lsat6)
    assert model.converged
    assert slopes(model) == near(0.8254, 0.7229, 0.8905, 0.6886, 0.6575)
    assert difficulties(model) == near(-3.3597, -1.3696, -0.2799, -1.8659, -3.1236)
    assert model.log_likelihood == pytest.approx(-2466.653, abs=TOLERANCE)
    assert model.aic == pytest.approx(4953.307, abs=0.01)


def test_lsat6_rasch(lsat6: AnswerTable) -> None:
    """The values of R's ltm: a common slope of .755, logLik −2466.938."""
    model = fit_rasch(lsat6)
    assert model.converged
    assert slopes(model) == near(*[0.7551] * 5)
    assert difficulties(model) == near(-3.6153, -1.3224, -0.3176, -1.7301, -2.7802)
    assert model.log_likelihood == pytest.approx(-2466.938, abs=TOLERANCE)
    assert model.n_parameters == 6


def test_lsat7_two_parameter(lsat7: AnswerTable) -> None:
    model = fit_two_parameter(lsat7)
    assert slopes(model) == near(0.988, 1.081, 1.706, 0.765, 0.736)
    assert [curve.intercept for curve in model.curves] == near(1.856, 0.808, 1.804, 0.486, 1.855)
    assert model.log_likelihood == pytest.approx(-2658.805, abs=TOLERANCE)


def test_berkeley_s_common_odds() -> None:
    """R: mantelhaen.test(UCBAdmissions)."""
    odds = common_odds(UCB_ADMISSIONS)
    assert odds is not None
    assert odds.alpha == pytest.approx(0.9046968, abs=1e-7)
    assert list(odds.interval()) == pytest.approx([0.7719074, 1.0603298], abs=1e-5)
    assert odds.chi2 == pytest.approx(1.4269, abs=1e-4)
    assert odds.p_value == pytest.approx(0.2323, abs=1e-4)
