"""Classical figures: the gate of 30, not reached apart, distractors, reliability of scattered forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.statistics.classical import item_figures
from item_bank.statistics.errors import TooFewSittings
from item_bank.statistics.reliability import reliability
from item_bank.statistics.table import Answer, Floats, Sitting, StudiedItem, table_of_points, tabulate


def simulated(n: int, k: int, seed: int = 1) -> Floats:
    random = np.random.default_rng(seed)
    logit = random.normal(size=n)[:, None] - random.normal(size=k)
    return np.asarray(random.random((n, k)) < 1 / (1 + np.exp(-logit)), dtype=np.float64)


def test_below_thirty_only_counts_are_given() -> None:
    few, enough = (item_figures(table_of_points(simulated(n, 3)))[0] for n in (29, 30))
    assert (few.n, few.p, few.r_rest, few.options) == (29, None, None, ())
    assert enough.p is not None
    with pytest.raises(TooFewSittings) as caught:
        reliability(table_of_points(simulated(29, 3)))
    assert (caught.value.n, caught.value.least) == (29, 30)


def test_the_gate_counts_those_who_reached_the_item() -> None:
    """40 sat, 29 reached the last item: the others count neither as wrong nor in n."""
    items = [StudiedItem(name) for name in "pqr"]
    whole = Sitting(tuple(Answer(name, 1.0) for name in "pqr"))
    short = Sitting((Answer("p", 1.0), Answer("q", 0.0, answered=False), Answer("r", 0.0, answered=False)))
    first, second, last = item_figures(tabulate(items, [whole] * 29 + [short] * 11))
    assert (last.n, last.n_shown, last.n_not_reached, last.p) == (29, 40, 11, None)
    assert (second.n, second.n_omitted, second.p) == (40, 11, 29 / 40)
    assert (first.p, first.r_rest) == (1.0, None)


def test_options_tell_whom_they_draw() -> None:
    """The able (4 of 4 elsewhere) choose the key a or the tempting c; the others b; nobody d."""
    items = [
        StudiedItem("p", ("a", "b", "c", "d"), frozenset("a")),
        *(StudiedItem(f"q{n}") for n in range(4)),
    ]

    def a_sitting(choice: str, rest: float) -> Sitting:
        others = tuple(Answer(f"q{n}", rest) for n in range(4))
        return Sitting((Answer("p", float(choice == "a"), frozenset(choice)), *others))

    sittings = [a_sitting("a", 1.0)] * 20 + [a_sitting("c", 1.0)] * 10 + [a_sitting("b", 0.0)] * 30
    options = {option.option_id: option for option in item_figures(tabulate(items, sittings))[0].options}
    assert [(o.n, o.is_key) for o in options.values()] == [(20, True), (30, False), (10, False), (0, False)]
    assert options["c"].p == pytest.approx(1 / 6)
    assert options["b"].r_rest == pytest.approx(-1.0)
    assert options["a"].r_rest == pytest.approx(0.5**0.5)
    assert options["d"].r_rest is None


def test_points_in_part_count_by_their_share() -> None:
    items = [StudiedItem("p", max_points=4.0), StudiedItem("q")]
    sittings = [Sitting((Answer("p", float(n % 5)), Answer("q", float(n % 5 > 2)))) for n in range(40)]
    assert item_figures(tabulate(items, sittings))[0].p == pytest.approx(0.5)


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(30, 60), k=st.integers(2, 6))
@settings(max_examples=30, deadline=None)
def test_alpha_of_a_common_form_is_the_textbook_s(seed: int, n: int, k: int) -> None:
    points = np.random.default_rng(seed).integers(0, 2, (n, k)).astype(np.float64)
    total = points.sum(axis=1)
    alpha = reliability(table_of_points(points)).alpha
    expected = (
        k / (k - 1) * (1 - points.var(axis=0, ddof=1).sum() / total.var(ddof=1)) if total.std() else None
    )
    assert alpha == (None if expected is None else pytest.approx(expected))


def test_alpha_of_scattered_forms_is_that_of_a_form_of_their_length() -> None:
    """Everybody draws 20 of 40: α must be near that of 20 common items, not of 40."""
    points = simulated(4000, 40)
    common = reliability(table_of_points(points[:, :20])).alpha
    random = np.random.default_rng(2)
    for row in points:
        row[random.permutation(40)[:20]] = np.nan
    scattered = reliability(table_of_points(points))
    assert scattered.n_items == pytest.approx(20.0)
    assert scattered.alpha == pytest.approx(common, abs=0.03)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_figures_stay_in_their_bounds(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.integers(0, 2, (50, 5)).astype(np.float64)
    points[random.random(points.shape) < 0.2] = np.nan
    for item in item_figures(table_of_points(points)):
        assert item.p is None or 0 <= item.p <= 1
        assert item.r_rest is None or -1 - 1e-9 <= item.r_rest <= 1 + 1e-9
        assert 0 <= item.exposure <= 1
