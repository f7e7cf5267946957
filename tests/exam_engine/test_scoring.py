"""Scores around the two thresholds: 30 of 55 in total, 5 in each act."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.errors import FormMismatch
from exam_engine.programme_file import load_programme
from exam_engine.scoring import Marked, score

LEGISLATION = load_programme("legislation")


def answers(*n_correct: int) -> list[Marked]:
    return [
        (section.id, no < n)
        for section, n in zip(LEGISLATION.sections, n_correct, strict=True)
        for no in range(section.n_items)
    ]


@pytest.mark.parametrize(
    ("n_correct", "passed"),
    [
        ((8, 8, 7, 7), True),
        ((8, 8, 7, 6), False),
        ((15, 5, 5, 5), True),
        ((15, 5, 5, 4), False),
        ((15, 15, 4, 10), False),
        ((4, 15, 15, 10), False),
        ((15, 4, 15, 10), False),
        ((15, 15, 15, 4), False),
        ((5, 5, 5, 5), False),
        ((15, 15, 15, 10), True),
        ((0, 0, 0, 0), False),
    ],
)
def test_pass_needs_the_total_and_every_section(n_correct: tuple[int, ...], passed: bool) -> None:
    result = score(LEGISLATION, answers(*n_correct))
    assert result.total == sum(n_correct)
    assert tuple(section.correct for section in result.sections) == n_correct
    assert result.passed is passed


def test_a_score_says_what_it_is_measured_against() -> None:
    result = score(LEGISLATION, answers(8, 8, 7, 6))
    assert (result.n_items, result.pass_total) == (55, 30)
    assert [(s.section_id, s.n_items, s.minimum, s.passed) for s in result.sections] == [
        ("constitution", 15, 5, True),
        ("civil_service", 15, 5, True),
        ("anti_corruption", 15, 5, True),
        ("ethics", 10, 5, True),
    ]


def test_what_is_not_listed_is_not_right() -> None:
    listed = score(LEGISLATION, [("ethics", False)] * 10)
    assert listed == score(LEGISLATION, [])
    assert listed.total == 0


@pytest.mark.parametrize("answered", [[("geography", True)], [("ethics", True)] * 11])
def test_answers_that_do_not_fit_the_programme_are_refused(answered: list[Marked]) -> None:
    with pytest.raises(FormMismatch):
        score(LEGISLATION, answered)


@given(
    st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.integers(0, 10)), st.randoms()
)
@settings(deadline=None)
def test_the_rule_holds_for_any_result_in_any_order(n_correct: tuple[int, ...], random: object) -> None:
    answered = answers(*n_correct)
    random.shuffle(answered)  # type: ignore[attr-defined]
    result = score(LEGISLATION, answered)
    assert result.passed is (sum(n_correct) >= 30 and min(n_correct) >= 5)
