"""Each measure of reliability around its limit, and how measures come together."""

from datetime import timedelta
from itertools import cycle
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exam_engine.questionnaire_form import DESIRABILITY, INFREQUENCY, Answer, QuestionnaireForm, Task
from exam_engine.reliability import (
    Component,
    Level,
    Limits,
    Measure,
    Norm,
    Reliability,
    ReliabilityRules,
    assess_reliability,
    norm_of,
)

RULES = ReliabilityRules()
HIGH, DOUBTFUL, LOW = Level.HIGH, Level.DOUBTFUL, Level.LOW


def tasks(n: int, scale_id: str = "integrity", highest: int = 5) -> tuple[Task, ...]:
    return tuple(Task(f"{scale_id}-{no}", scale_id, 1, highest) for no in range(n))


def answered(
    asked: tuple[Task, ...], values: list[int], places: list[int] | None = None, ms: int = 8000
) -> list[Answer]:
    shown = places or [no % 3 for no in range(len(asked))]
    return [
        Answer(task.id, value, place, timedelta(milliseconds=ms))
        for task, value, place in zip(asked, values, shown, strict=True)
    ]


def component(result: Reliability, measure: Measure) -> Component:
    (found,) = (one for one in result.components if one.measure is measure)
    return found


@pytest.mark.parametrize(
    ("points", "value", "level"),
    [
        (0, 0, HIGH),
        (70, 70, HIGH),
        (71, 71, DOUBTFUL),
        (85, 85, DOUBTFUL),
        (86, 86, LOW),
        (100, 100, LOW),
    ],
)
def test_desirability_in_per_cent(points: int, value: int, level: Level) -> None:
    asked = tasks(1, DESIRABILITY, highest=101)
    result = assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, [points + 1]))
    assert component(result, Measure.DESIRABILITY) == Component(
        Measure.DESIRABILITY, value, Limits(70, 85), level
    )
    assert result.level is level


def test_desirability_a_hair_over_the_limit() -> None:
    """141 of 200 is 70.5 %: over 70, and shown as 71, so that what is shown agrees with the level."""
    asked = tasks(1, DESIRABILITY, highest=201)
    found = component(
        assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, [142])), Measure.DESIRABILITY
    )
    assert (found.value, found.level) == (71, DOUBTFUL)


def test_desirability_is_of_what_was_answered() -> None:
    asked = tasks(6, DESIRABILITY)
    form = QuestionnaireForm(asked)
    found = component(assess_reliability(RULES, form, answered(asked[:2], [5, 5])), Measure.DESIRABILITY)
    assert found.value == 100


@pytest.mark.parametrize(("n_agreed", "level"), [(0, HIGH), (1, HIGH), (2, DOUBTFUL), (5, DOUBTFUL)])
def test_infrequency(n_agreed: int, level: Level) -> None:
    """The middle of the scale is no agreement."""
    asked = tasks(5, INFREQUENCY)
    values = [4] * n_agreed + [3] * (5 - n_agreed)
    found = component(
        assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, values)), Measure.INFREQUENCY
    )
    assert (found.value, found.level) == (n_agreed, level)


def a_norm() -> Norm:
    """30 people: mean 10, sample SD √(30·4/29) ≈ 2.03, mean + 2 SD ≈ 14.07."""
    return norm_of([8, 12] * 15)


@pytest.mark.parametrize(("apart", "level"), [(0, HIGH), (14, HIGH), (15, DOUBTFUL), (48, DOUBTFUL)])
def test_inconsistency_over_twelve_pairs(apart: int, level: Level) -> None:
    asked = tasks(24)
    form = QuestionnaireForm(asked, tuple((asked[2 * n].id, asked[2 * n + 1].id) for n in range(12)))
    values = [value for n in range(12) for value in (1, 1 + min(4, max(0, apart - 4 * n)))]
    found = component(
        assess_reliability(RULES, form, answered(asked, values), a_norm()), Measure.INCONSISTENCY
    )
    assert (found.value, found.limits, found.level) == (apart, Limits(14, None), level)


def test_inconsistency_is_keyed_before_it_is_compared() -> None:
    pair = (Task("a", "integrity", 1, 5), Task("b", "integrity", 1, 5, reverse=True))
    form = QuestionnaireForm(pair, (("a", "b"),))
    found = component(
        assess_reliability(RULES, form, answered(pair, [5, 1]), a_norm()), Measure.INCONSISTENCY
    )
    assert found.value == 0


@pytest.mark.parametrize("norm", [None, norm_of([]), norm_of([8, 12] * 14 + [10])])
def test_without_a_norm_of_thirty_inconsistency_is_not_measured(norm: Norm | None) -> None:
    asked = tasks(2)
    form = QuestionnaireForm(asked, ((asked[0].id, asked[1].id),))
    result = assess_reliability(RULES, form, answered(asked, [1, 5]), norm)
    assert component(result, Measure.INCONSISTENCY).level is None
    assert result.level is HIGH


@pytest.mark.parametrize(("run", "level"), [(1, HIGH), (9, HIGH), (10, DOUBTFUL), (24, DOUBTFUL)])
def test_the_longest_run(run: int, level: Level) -> None:
    asked = tasks(30)
    places = [0] * run + [1 + no % 2 for no in range(30 - run)]
    result = assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, [3] * 30, places))
    found = component(result, Measure.LONGEST_RUN)
    assert (found.value, found.level) == (run, level)


def test_a_task_left_out_ends_a_run() -> None:
    asked = tasks(15)
    given_ = answered(asked, [3] * 15, [0] * 15)
    result = assess_reliability(RULES, QuestionnaireForm(asked), given_[:6] + given_[7:])
    assert component(result, Measure.LONGEST_RUN).value == 8


@pytest.mark.parametrize(
    ("times_ms", "value", "level"),
    [
        ([2000], 2000, HIGH),
        ([1999], 1999, DOUBTFUL),
        ([100, 2000, 60_000], 2000, HIGH),
        ([1999, 2001], 2000, HIGH),
        ([1999, 2000], 1999, DOUBTFUL),
        ([0, 0, 90_000], 0, DOUBTFUL),
    ],
)
def test_the_median_time(times_ms: list[int], value: int, level: Level) -> None:
    asked = tasks(len(times_ms))
    answers = [
        Answer(task.id, 3, no, timedelta(milliseconds=ms))
        for no, (task, ms) in enumerate(zip(asked, times_ms, strict=True))
    ]
    found = component(assess_reliability(RULES, QuestionnaireForm(asked), answers), Measure.MEDIAN_TIME)
    assert (found.value, found.level) == (value, level)


def test_two_doubtful_measures_are_low_and_ask_for_a_person() -> None:
    asked = tasks(10)
    one = assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, [3] * 10, [0] * 10))
    two = assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, [3] * 10, [0] * 10, ms=500))
    assert (one.level, one.needs_person) == (DOUBTFUL, False)
    assert (two.level, two.needs_person) == (LOW, True)


def test_answers_that_nothing_measures_are_doubtful_not_high() -> None:
    result = assess_reliability(RULES, QuestionnaireForm(tasks(3)), [])
    assert {one.level for one in result.components} == {None}
    assert result.level is DOUBTFUL


def test_the_norms_deviation_is_the_samples() -> None:
    """Mean 1.1; sample SD 1.470 puts the limit at 4.04, the group's own 1.446 would put it at 3.99."""
    assert norm_of([0] * 19 + [3] * 11).limit(2) == 4


@given(st.lists(st.integers(0, 48), min_size=30, max_size=60), st.integers(1, 3), st.integers(0, 48))
@settings(deadline=None)
def test_the_norms_limit_is_exact(group: list[int], deviations: int, value: int) -> None:
    beyond_at = mean(group) + deviations * stdev(group)
    assume(abs(value - beyond_at) > 1e-9 * sqrt(48))
    limit = norm_of(group).limit(deviations)
    assert limit is not None
    assert (value > limit) is (value > beyond_at)


@given(st.lists(st.integers(1, 5), min_size=12, max_size=12), st.integers(0, 4000), st.integers(0, 4000))
@settings(deadline=None)
def test_taking_more_time_never_makes_answers_less_reliable(values: list[int], ms: int, more_ms: int) -> None:
    asked = (*tasks(6), *tasks(3, DESIRABILITY), *tasks(3, INFREQUENCY))
    order = [HIGH, DOUBTFUL, LOW]
    places = [place for place, _ in zip(cycle(range(3)), asked, strict=False)]
    quick, slow = (
        assess_reliability(RULES, QuestionnaireForm(asked), answered(asked, values, places, time_ms))
        for time_ms in (ms, ms + more_ms)
    )
    assert order.index(slow.level) <= order.index(quick.level)
