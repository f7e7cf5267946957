"""Confidence against the truth: the Brier score, the table, and a fit that is not measured on its own reports."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.calibration import Platt, Told, brier, calibrate_crosswise, fit_platt, reliability

reports = st.lists(st.builds(Told, st.floats(0, 1), st.booleans()), max_size=30)


def overconfident(seed: int, n: int = 400) -> list[Told]:
    """Reports that say .9 and are right every second time, or say .6 and are right every fifth."""
    chance = random.Random(seed)
    said = [chance.choice((0.9, 0.6)) for _ in range(n)]
    return [Told(one, chance.random() < (0.5 if one == 0.9 else 0.2)) for one in said]


def test_brier_of_certainty_right_wrong_and_of_nothing() -> None:
    assert brier([Told(1.0, True), Told(0.0, False)]) == 0
    assert brier([Told(1.0, False)]) == 1
    assert brier([Told(0.7, True), Told(0.7, False)]) == pytest.approx(0.29)
    assert brier([]) is None


def test_a_fit_to_one_half_helps_the_other() -> None:
    halves = overconfident(1), overconfident(2)
    fitted = calibrate_crosswise(halves)
    assert brier(fitted) < brier([*halves[0], *halves[1]]) - 0.1
    assert len(fitted) == 800
    assert all(0.1 < one.confidence < 0.6 for one in fitted)


def test_a_half_is_never_fitted_to_itself() -> None:
    """A half that is always wrong is believed as the other one, which is always right, would have it."""
    right, wrong = [Told(0.7, True)] * 20, [Told(0.7, False)] * 20
    fitted = calibrate_crosswise((right, wrong))
    assert all(one.confidence < 0.2 for one in fitted[:20])
    assert all(one.confidence > 0.8 for one in fitted[20:])


def test_all_true_is_not_made_certain_and_nothing_changes_nothing() -> None:
    assert fit_platt([Told(0.8, True)] * 18).of(0.8) == pytest.approx(19 / 20, abs=0.01)
    assert fit_platt([]) == Platt(1.0, 0.0)
    assert fit_platt([]).of(0.8) == pytest.approx(0.8)


@given(reports, st.floats(0, 1), st.floats(0, 1))
def test_what_is_surer_stays_surer(told, one, other) -> None:
    platt = fit_platt(told)
    low, high = sorted((one, other))
    assert 0 <= platt.of(low) <= platt.of(high) <= 1


@given(reports)
def test_the_table_counts_every_report_once(told) -> None:
    rows = reliability(told)
    assert sum(row["n"] for row in rows) == len(told)
    assert all(row["from"] <= row["confidence"] <= row["to"] for row in rows if row["n"])
