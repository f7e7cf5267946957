"""Personal qualities: reverse keying, the threshold on integers, and what a form must hold."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.questionnaire import (
    Questionnaire,
    ThresholdScope,
    load_questionnaire,
    read_questionnaire,
    score_questionnaire,
)
from exam_engine.questionnaire_form import DESIRABILITY, Answer, Points, QuestionnaireForm, Task
from exam_engine.reliability import Level, Limits, ReliabilityRules
from exam_engine.stage_errors import AnswerOffScale, BadQuestionnaire, UnknownQuestionnaire

QUALITIES = load_questionnaire("personal_qualities")
UNHURRIED = timedelta(seconds=20)


def a_form(questionnaire: Questionnaire = QUALITIES) -> QuestionnaireForm:
    """Every second task is keyed in reverse; values are 1 to 5."""
    return QuestionnaireForm(
        tuple(
            Task(f"{quality.id}-{no}", quality.id, 1, 5, reverse=no % 2 == 1)
            for quality in questionnaire.qualities
            for no in range(questionnaire.n_tasks)
        )
    )


def answers_worth(form: QuestionnaireForm, points: list[int]) -> list[Answer]:
    def value(task: Task, wanted: int) -> int:
        return task.highest - wanted if task.reverse else task.lowest + wanted

    return [
        Answer(task.id, value(task, wanted), no % 5, UNHURRIED)
        for no, (task, wanted) in enumerate(zip(form.tasks, points, strict=True))
    ]


def spread(total: int, n: int = 130, most: int = 4) -> list[int]:
    """Spread points evenly over n tasks."""
    assert total <= n * most
    return [total // n + (no < total % n) for no in range(n)]


def test_the_questionnaire_is_the_sources() -> None:
    assert len(QUALITIES.qualities) == 13
    assert len(QUALITIES.qualities) * QUALITIES.n_tasks == 130
    assert (QUALITIES.threshold, QUALITIES.scope) == (50, ThresholdScope.TOTAL)
    assert QUALITIES.reliability == ReliabilityRules()
    assert all(quality.title.en for quality in QUALITIES.qualities)


@pytest.mark.parametrize(
    ("total", "percent", "passed"),
    [(0, 0, False), (1, 0, False), (259, 49, False), (260, 50, True), (261, 50, True), (520, 100, True)],
)
def test_the_threshold_in_total(total: int, percent: int, passed: bool) -> None:
    form = a_form()
    result = score_questionnaire(QUALITIES, form, answers_worth(form, spread(total)))
    assert (result.points.reached, result.points.most) == (total, 520)
    assert (result.points.percent, result.passed) == (percent, passed)
    assert {quality.passed for quality in result.qualities} == {None}


@pytest.mark.parametrize(("weakest", "passed"), [(19, False), (20, True), (21, True)])
def test_the_threshold_of_each_quality(weakest: int, passed: bool) -> None:
    each = replace(QUALITIES, scope=ThresholdScope.EACH)
    form = a_form()
    points = spread(weakest, 10) + spread(12 * 40, 120)
    result = score_questionnaire(each, form, answers_worth(form, points))
    assert [quality.passed for quality in result.qualities] == [passed] + [True] * 12
    assert result.passed is passed


def test_reverse_keying_turns_the_scale_round() -> None:
    straight, reverse = Task("a", "q", 1, 5), Task("b", "q", 1, 5, reverse=True)
    assert [straight.points(value) for value in range(1, 6)] == [0, 1, 2, 3, 4]
    assert [reverse.points(value) for value in range(1, 6)] == [4, 3, 2, 1, 0]


def test_the_same_answer_everywhere_is_worth_the_middle() -> None:
    form = a_form()
    result = score_questionnaire(QUALITIES, form, [Answer(task.id, 5, 4, UNHURRIED) for task in form.tasks])
    assert {quality.points for quality in result.qualities} == {Points(20, 40)}


def test_a_task_without_an_answer_brings_nothing_even_in_reverse() -> None:
    assert score_questionnaire(QUALITIES, a_form(), []).points == Points(0, 520)


def test_tasks_of_reliability_bring_no_points() -> None:
    form = a_form()
    longer = replace(form, tasks=(*form.tasks, Task("d", DESIRABILITY, 1, 5)))
    answers = [*answers_worth(form, spread(260)), Answer("d", 5, 4, UNHURRIED)]
    assert score_questionnaire(QUALITIES, longer, answers).points == Points(260, 520)


def test_graded_situational_tasks_of_other_scales_weigh_by_their_points() -> None:
    one = replace(QUALITIES, qualities=QUALITIES.qualities[:1], n_tasks=2)
    form = QuestionnaireForm((Task("a", "stress_resistance", 0, 3), Task("b", "stress_resistance", -1, 1)))
    answers = [Answer("a", 2, 0, UNHURRIED), Answer("b", 0, 2, UNHURRIED)]
    assert score_questionnaire(one, form, answers).points == Points(3, 5)


@pytest.mark.parametrize(
    "answers",
    [
        [Answer("nothing", 1, 0, UNHURRIED)],
        [Answer("integrity-0", 0, 0, UNHURRIED)],
        [Answer("integrity-0", 6, 0, UNHURRIED)],
        [Answer("integrity-0", 1, 0, UNHURRIED)] * 2,
    ],
)
def test_answers_that_do_not_fit_are_refused(answers: list[Answer]) -> None:
    with pytest.raises(AnswerOffScale):
        score_questionnaire(QUALITIES, a_form(), answers)


@pytest.mark.parametrize(
    "change",
    [
        lambda tasks: tasks[1:],
        lambda tasks: (*tasks, Task("one more", "integrity", 1, 5)),
        lambda tasks: (*tasks, Task("one more", "humour", 1, 5)),
    ],
)
def test_a_form_of_other_tasks_is_refused(change: Callable[[tuple[Task, ...]], tuple[Task, ...]]) -> None:
    with pytest.raises(BadQuestionnaire):
        score_questionnaire(QUALITIES, QuestionnaireForm(change(a_form().tasks)), [])


@pytest.mark.parametrize(
    ("tasks", "pairs"),
    [
        ((Task("a", "q", 1, 5), Task("a", "q", 1, 5)), ()),
        ((Task("a", "q", 5, 5),), ()),
        ((Task("a", "q", 1, 5),), (("a", "a"),)),
        ((Task("a", "q", 1, 5),), (("a", "b"),)),
        ((Task("a", "q", 1, 5), Task("b", "q", 1, 4)), (("a", "b"),)),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(
    tasks: tuple[Task, ...], pairs: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(BadQuestionnaire):
        QuestionnaireForm(tasks, pairs)


DOCUMENT: dict[str, Any] = {
    "id": "short",
    "n_tasks": 2,
    "threshold_percent": 60,
    "threshold_of": "each",
    "qualities": [{"id": "integrity", "title": {"kk": "Адалдық", "ru": "Добропорядочность"}}],
}


def test_limits_are_configured_where_the_document_names_them() -> None:
    document = DOCUMENT | {
        "reliability": {"longest_run": {"doubtful": 6, "low": 12}, "n_doubtful_for_low": 3}
    }
    rules = read_questionnaire(json.loads(json.dumps(document))).reliability
    assert rules == ReliabilityRules(longest_run=Limits(6, 12), n_doubtful_for_low=3)


@pytest.mark.parametrize(
    "change",
    [
        {"qualities": []},
        {"qualities": DOCUMENT["qualities"] * 2},
        {"qualities": [{"id": DESIRABILITY, "title": {"kk": "а", "ru": "а"}}]},
        {"qualities": [{"id": "integrity", "title": {"kk": "Адалдық"}}]},
        {"n_tasks": 0},
        {"n_tasks": None},
        {"threshold_percent": 101},
        {"threshold_of": "some"},
        {"reliability": {"mood": {"doubtful": 1}}},
        {"reliability": {"longest_run": {"doubtful": "many"}}},
    ],
)
def test_a_document_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadQuestionnaire):
        read_questionnaire(DOCUMENT | change)


def test_an_unknown_questionnaire() -> None:
    with pytest.raises(UnknownQuestionnaire):
        load_questionnaire("../programmes/legislation")


@given(st.lists(st.integers(0, 4), min_size=130, max_size=130))
@settings(deadline=None, max_examples=50)
def test_what_is_shown_agrees_with_what_is_decided(points: list[int]) -> None:
    form = a_form()
    result = score_questionnaire(QUALITIES, form, answers_worth(form, points))
    assert result.points.reached == sum(points)
    assert result.passed is (2 * sum(points) >= 520) is (result.points.percent >= 50)
    assert sum(quality.points.reached for quality in result.qualities) == sum(points)


@given(st.integers(0, 520), st.integers(0, 400), st.integers(1, 12))
@settings(deadline=None, max_examples=50)
def test_reliability_never_decides_whether_it_is_passed(total: int, dwell_ms: int, run: int) -> None:
    """However carelessly the answers were given, the threshold alone decides; a person is asked to look."""
    form = a_form()
    hurried = [
        replace(answer, place=no // run, dwell=timedelta(milliseconds=dwell_ms))
        for no, answer in enumerate(answers_worth(form, spread(total)))
    ]
    careful = score_questionnaire(QUALITIES, form, answers_worth(form, spread(total)))
    careless = score_questionnaire(QUALITIES, form, hurried)
    assert careless.passed is careful.passed
    assert careless.reliability.level is (Level.LOW if run >= 10 else Level.DOUBTFUL)
    assert careless.reliability.needs_person is (run >= 10)
