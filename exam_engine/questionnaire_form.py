"""Which tasks a questionnaire puts to a person, how each is keyed, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from exam_engine.stage_errors import AnswerOffScale, BadQuestionnaire

DESIRABILITY = "desirability"
"""The scale of tasks that only a wish to please makes anyone agree to."""
INFREQUENCY = "infrequency"
"""The scale of tasks that nobody who reads them agrees to."""


@dataclass(frozen=True, slots=True)
class Task:
    """A Likert or graded situational task: values `lowest` to `highest`; `reverse` turns the scale round.

    `scale_id` is the id of a quality, or one of the two scales of reliability.
    """

    id: str
    scale_id: str
    lowest: int
    highest: int
    reverse: bool = False

    @property
    def span(self) -> int:
        """Give how many points the task can bring."""
        return self.highest - self.lowest

    def points(self, value: int) -> int:
        """Give the points of a value after reverse keying: 0 to `span`."""
        return self.highest - value if self.reverse else value - self.lowest


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the chosen value, its place on the screen (from 0), the time spent on the task."""

    task_id: str
    value: int
    place: int
    dwell: timedelta


@dataclass(frozen=True, slots=True)
class QuestionnaireForm:
    """The tasks in the order shown, and the pairs that ask the same thing twice."""

    tasks: tuple[Task, ...]
    pairs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        tasks = {task.id: task for task in self.tasks}
        _require(len(tasks) == len(self.tasks), "a task repeats")
        _require(all(task.span > 0 for task in self.tasks), "a task has no scale")
        for first, second in self.pairs:
            _require(
                first != second and {first, second} <= tasks.keys(), "a pair is not of two tasks of the form"
            )
            _require(tasks[first].span == tasks[second].span, "a pair's tasks have different scales")


@dataclass(frozen=True, slots=True)
class Points:
    """Points reached of the most there are: Σ − min of max − min (design: items, "Questionnaire")."""

    reached: int
    most: int

    @property
    def percent(self) -> int:
        """Give the share in whole per cent, rounded down: it shows 50 only where 50 % is reached."""
        return 100 * self.reached // self.most if self.most else 0

    def reaches(self, percent: int) -> bool:
        """Tell, on integers, whether the share is at least `percent`."""
        return self.most > 0 and 100 * self.reached >= percent * self.most


def answers_by_task(form: QuestionnaireForm, answers: Iterable[Answer]) -> Mapping[str, Answer]:
    """Give the answers by their task's id.

    Raises:
        AnswerOffScale: an answer to no task of the form, a second one to a task, or a value off its scale.
    """
    tasks = {task.id: task for task in form.tasks}
    given: dict[str, Answer] = {}
    for answer in answers:
        task = tasks.get(answer.task_id)
        if task is None or answer.task_id in given or not task.lowest <= answer.value <= task.highest:
            raise AnswerOffScale(answer.task_id)
        given[answer.task_id] = answer
    return given


def points_of(tasks: Iterable[Task], given: Mapping[str, Answer]) -> Points:
    """Add up the points of `tasks`; a task without an answer brings none."""
    asked = tuple(tasks)
    reached = sum(task.points(given[task.id].value) for task in asked if task.id in given)
    return Points(reached, sum(task.span for task in asked))


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise BadQuestionnaire(reason)
