"""How far a person's answers to a questionnaire can be relied on, and why.

A low level asks a person to look or the questionnaire to be repeated; it fails nobody. The limits are starting
points until a pilot sets them (design: items, "Questionnaire").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from itertools import groupby
from math import isqrt

from exam_engine.questionnaire_form import (
    DESIRABILITY,
    INFREQUENCY,
    Answer,
    QuestionnaireForm,
    answers_by_task,
    points_of,
)

LEAST_NORM = 30
"""How many people a norm needs before anyone is measured against it."""


class Level(Enum):
    """How far answers can be relied on."""

    HIGH = "high"
    DOUBTFUL = "doubtful"
    LOW = "low"


class Measure(Enum):
    """What is looked at; the unit of its values and which side of a limit is doubtful stand beside it."""

    DESIRABILITY = "desirability"  # per cent, rounded up; over the limit
    INFREQUENCY = "infrequency"  # improbable answers; from the limit on
    INCONSISTENCY = "inconsistency"  # points apart, over all pairs; over the limit
    LONGEST_RUN = "longest_run"  # answers at one place in a row; from the limit on
    MEDIAN_TIME = "median_time"  # milliseconds a task; below the limit


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a measure is doubtful, and from where low; without a limit it never is."""

    doubtful: int | None
    low: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityRules:
    """The limits of every measure.

    `deviations`: limits of inconsistency in standard deviations above the norm's mean.
    `n_doubtful_for_low`: so many doubtful measures together are low.
    """

    desirability: Limits = Limits(70, 85)
    infrequency: Limits = Limits(2)
    deviations: Limits = Limits(2)
    longest_run: Limits = Limits(10)
    median_time: Limits = Limits(2000)
    n_doubtful_for_low: int = 2


@dataclass(frozen=True, slots=True)
class Norm:
    """The inconsistency of a norm group, as sums, so that limits are exact: n, Σx, Σx²."""

    n: int
    total: int
    total_of_squares: int

    @property
    def is_usable(self) -> bool:
        """Tell whether the group is large enough to measure anyone against."""
        return self.n >= LEAST_NORM

    def limit(self, deviations: int | None) -> int | None:
        """Give ⌊mean + deviations × SD⌋ of a usable norm (sample SD): what lies beyond is larger."""
        if deviations is None:
            return None
        squares = self.n * (self.n * self.total_of_squares - self.total**2)
        return (self.total + isqrt(deviations**2 * squares // (self.n - 1))) // self.n


@dataclass(frozen=True, slots=True)
class Component:
    """One measure of reliability; without a value it could not be measured and counts for nothing."""

    measure: Measure
    value: int | None
    limits: Limits
    level: Level | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the answers can be relied on, with every measure that says so."""

    level: Level
    components: tuple[Component, ...]

    @property
    def needs_person(self) -> bool:
        """Tell whether a person has to look, or the questionnaire to be repeated."""
        return self.level is Level.LOW


def norm_of(inconsistencies: Iterable[int]) -> Norm:
    """Sum up the inconsistency of a norm group."""
    values = tuple(inconsistencies)
    return Norm(len(values), sum(values), sum(value**2 for value in values))


def assess_reliability(
    rules: ReliabilityRules, form: QuestionnaireForm, answers: Iterable[Answer], norm: Norm | None = None
) -> Reliability:
    """Measure the answers; inconsistency only against a usable norm.

    Raises:
        AnswerOffScale: an answer does not fit the form.
    """
    given = answers_by_task(form, answers)
    components = (
        _component(Measure.DESIRABILITY, _desirability(form, given), rules.desirability),
        _component(Measure.INFREQUENCY, _infrequency(form, given), rules.infrequency),
        _inconsistency_component(rules, inconsistency(form, given), norm),
        _component(Measure.LONGEST_RUN, _longest_run(form, given), rules.longest_run),
        _component(Measure.MEDIAN_TIME, _median_time(given), rules.median_time),
    )
    return Reliability(_overall(rules, components), components)


def inconsistency(form: QuestionnaireForm, given: Mapping[str, Answer]) -> int | None:
    """Give how many points the two answers of a pair lie apart, added over all pairs answered."""
    tasks = {task.id: task for task in form.tasks}
    points = {task_id: tasks[task_id].points(answer.value) for task_id, answer in given.items()}
    apart = [abs(points[a] - points[b]) for a, b in form.pairs if a in points and b in points]
    return sum(apart) if apart else None


def _overall(rules: ReliabilityRules, components: Iterable[Component]) -> Level:
    """Take the worst; answers that nothing could be measured by are doubtful."""
    levels = [component.level for component in components if component.level is not None]
    n_doubtful = levels.count(Level.DOUBTFUL)
    if Level.LOW in levels or n_doubtful >= rules.n_doubtful_for_low:
        return Level.LOW
    return Level.DOUBTFUL if n_doubtful or not levels else Level.HIGH


def _component(measure: Measure, value: int | None, limits: Limits) -> Component:
    if value is None:
        return Component(measure, None, limits, None)
    if _is_beyond(measure, value, limits.low):
        return Component(measure, value, limits, Level.LOW)
    level = Level.DOUBTFUL if _is_beyond(measure, value, limits.doubtful) else Level.HIGH
    return Component(measure, value, limits, level)


def _inconsistency_component(rules: ReliabilityRules, value: int | None, norm: Norm | None) -> Component:
    if norm is None or not norm.is_usable:
        return _component(Measure.INCONSISTENCY, None, Limits(None))
    limits = Limits(norm.limit(rules.deviations.doubtful), norm.limit(rules.deviations.low))
    return _component(Measure.INCONSISTENCY, value, limits)


def _is_beyond(measure: Measure, value: int, limit: int | None) -> bool:
    if limit is None:
        return False
    match measure:
        case Measure.DESIRABILITY | Measure.INCONSISTENCY:
            return value > limit
        case Measure.INFREQUENCY | Measure.LONGEST_RUN:
            return value >= limit
        case Measure.MEDIAN_TIME:
            return value < limit


def _desirability(form: QuestionnaireForm, given: Mapping[str, Answer]) -> int | None:
    answered = [task for task in form.tasks if task.scale_id == DESIRABILITY and task.id in given]
    points = points_of(answered, given)
    return -(-100 * points.reached // points.most) if answered else None


def _infrequency(form: QuestionnaireForm, given: Mapping[str, Answer]) -> int | None:
    answered = [task for task in form.tasks if task.scale_id == INFREQUENCY and task.id in given]
    agreed = sum(2 * task.points(given[task.id].value) > task.span for task in answered)
    return agreed if answered else None


def _longest_run(form: QuestionnaireForm, given: Mapping[str, Answer]) -> int | None:
    """Give the most answers in a row at one place; a task left out ends a run."""
    places = [given[task.id].place if task.id in given else None for task in form.tasks]
    runs = [len(list(run)) for place, run in groupby(places) if place is not None]
    return max(runs, default=None)


def _median_time(given: Mapping[str, Answer]) -> int | None:
    times = sorted(answer.dwell // timedelta(milliseconds=1) for answer in given.values())
    return (times[(len(times) - 1) // 2] + times[len(times) // 2]) // 2 if times else None
