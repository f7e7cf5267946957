"""Agreement of reviewers, against worked examples and by its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.review.agreement import kappa, known_answers, share

LABELS = st.sampled_from(["no_violation", "violation", "void"])


def test_kappa_of_the_textbook_table() -> None:
    """Fifty applications, 20 both yes, 5 and 10 mixed, 15 both no: .70 observed, .50 expected, κ .40."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = kappa(pairs)
    assert found.observed == pytest.approx(0.70)
    assert found.expected == pytest.approx(0.50)
    assert found.kappa == pytest.approx(0.40)


def test_kappa_is_undefined_where_nothing_is_told_apart() -> None:
    assert kappa([]).kappa is None
    assert kappa([("n", "n")] * 30).kappa is None


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1))
def test_kappa_is_at_most_one_and_the_same_from_either_side(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    mirrored = kappa([(other, one) for one, other in pairs])
    if found.kappa is None:
        assert mirrored.kappa is None
    else:
        assert found.kappa <= 1.0 + 1e-9
        assert mirrored.kappa == pytest.approx(found.kappa)


@given(st.lists(LABELS, min_size=2).filter(lambda labels: len(set(labels)) > 1))
def test_full_agreement_is_one(labels: list[str]) -> None:
    assert kappa([(one, one) for one in labels]).kappa == pytest.approx(1.0)


def test_known_answers_count_the_guilty_and_the_innocent_apart() -> None:
    found = known_answers([(True, True)] * 8 + [(True, False)] * 2 + [(False, False)] * 9 + [(False, True)])
    assert found.sensitivity.share == pytest.approx(0.8)
    assert found.specificity.share == pytest.approx(0.9)


def test_wilsons_interval_of_a_published_case() -> None:
    """81 of 263 (Newcombe 1998, method 3): .2553 to .3662."""
    found = share(81, 263)
    assert found.low == pytest.approx(0.2553, abs=5e-5)
    assert found.high == pytest.approx(0.3662, abs=5e-5)


def test_nothing_known_is_no_share() -> None:
    assert share(0, 0).share is None
    assert known_answers([]).sensitivity.n == 0
