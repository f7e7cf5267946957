"""How strongly each personal quality shows, and whether the questionnaire's threshold is reached.

Source 000, step 6: 13 qualities of 10 tasks each, threshold 50 %. Its table gives one threshold beside one time
for all 130 tasks, so it is read as one for all together; `ThresholdScope.EACH` asks it of every quality.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from exam_engine.questionnaire_form import (
    DESIRABILITY,
    INFREQUENCY,
    Answer,
    Points,
    QuestionnaireForm,
    answers_by_task,
    points_of,
)
from exam_engine.reliability import Limits, Norm, Reliability, ReliabilityRules, assess_reliability
from exam_engine.stage_errors import BadQuestionnaire, UnknownQuestionnaire
from item_bank.errors import BadText
from item_bank.text import LocalText, read_text


class ThresholdScope(Enum):
    """What has to reach the threshold."""

    TOTAL = "total"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Quality:
    """A personal quality."""

    id: str
    title: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The qualities, how many tasks each has, and when it is passed; `threshold` in per cent."""

    id: str
    qualities: tuple[Quality, ...]
    n_tasks: int
    threshold: int
    scope: ThresholdScope
    reliability: ReliabilityRules


@dataclass(frozen=True, slots=True)
class QualityScore:
    """What was reached in a quality; `passed` only where each quality has to reach the threshold."""

    quality_id: str
    points: Points
    passed: bool | None


@dataclass(frozen=True, slots=True)
class QuestionnaireScore:
    """What was reached in all. `passed` never depends on `reliability`."""

    qualities: tuple[QualityScore, ...]
    points: Points
    threshold: int
    passed: bool
    reliability: Reliability


def score_questionnaire(
    questionnaire: Questionnaire,
    form: QuestionnaireForm,
    answers: Iterable[Answer],
    norm: Norm | None = None,
) -> QuestionnaireScore:
    """Score the answers: 100(Σ − min)/(max − min) after reverse keying, compared on integers.

    A task without an answer brings no points.

    Raises:
        BadQuestionnaire: the form's tasks are not the questionnaire's.
        AnswerOffScale: an answer does not fit the form.
    """
    require_form(questionnaire, form)
    given = answers_by_task(form, answers)
    scores = tuple(
        _score_quality(questionnaire, quality.id, form, given) for quality in questionnaire.qualities
    )
    points = Points(sum(s.points.reached for s in scores), sum(s.points.most for s in scores))
    reliability = assess_reliability(questionnaire.reliability, form, given.values(), norm)
    return QuestionnaireScore(
        scores, points, questionnaire.threshold, _passes(questionnaire, scores, points), reliability
    )


def require_form(questionnaire: Questionnaire, form: QuestionnaireForm) -> None:
    """Let a form pass that has `n_tasks` of every quality and else only tasks of reliability.

    Raises:
        BadQuestionnaire: it has not.
    """
    asked = Counter(task.scale_id for task in form.tasks)
    del asked[DESIRABILITY], asked[INFREQUENCY]
    if dict(asked) != {quality.id: questionnaire.n_tasks for quality in questionnaire.qualities}:
        raise BadQuestionnaire(f"{questionnaire.id}: {dict(asked)}")


@cache
def load_questionnaire(questionnaire_id: str) -> Questionnaire:
    """Load a questionnaire from the package's data.

    Raises:
        UnknownQuestionnaire: there is no such questionnaire.
        BadQuestionnaire: its data contradict themselves.
    """
    folder = resources.files("exam_engine") / "questionnaires"
    if f"{questionnaire_id}.json" not in {file.name for file in folder.iterdir()}:
        raise UnknownQuestionnaire(questionnaire_id)
    return read_questionnaire(json.loads((folder / f"{questionnaire_id}.json").read_text(encoding="utf-8")))


def read_questionnaire(document: Mapping[str, Any]) -> Questionnaire:
    """Read a questionnaire from its document; limits that it does not name keep their starting points.

    Raises:
        BadQuestionnaire: a field is missing or wrong, or the fields contradict each other.
    """
    try:
        questionnaire = _read_fields(document)
    except (KeyError, TypeError, ValueError, BadText) as error:
        raise BadQuestionnaire(f"{document.get('id')}: {error!r}") from error
    _require_sound(questionnaire)
    return questionnaire


def _score_quality(
    questionnaire: Questionnaire, quality_id: str, form: QuestionnaireForm, given: Mapping[str, Answer]
) -> QualityScore:
    points = points_of((task for task in form.tasks if task.scale_id == quality_id), given)
    asked_of_each = questionnaire.scope is ThresholdScope.EACH
    return QualityScore(
        quality_id, points, points.reaches(questionnaire.threshold) if asked_of_each else None
    )


def _passes(questionnaire: Questionnaire, scores: Iterable[QualityScore], total: Points) -> bool:
    match questionnaire.scope:
        case ThresholdScope.TOTAL:
            return total.reaches(questionnaire.threshold)
        case ThresholdScope.EACH:
            return all(score.passed for score in scores)


def _read_fields(document: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(
        id=document["id"],
        qualities=tuple(Quality(entry["id"], read_text(entry["title"])) for entry in document["qualities"]),
        n_tasks=int(document["n_tasks"]),
        threshold=int(document["threshold_percent"]),
        scope=ThresholdScope(document["threshold_of"]),
        reliability=_read_reliability(document.get("reliability", {})),
    )


def _read_reliability(document: Mapping[str, Any]) -> ReliabilityRules:
    limits = {
        name: Limits(_read_limit(entry, "doubtful"), _read_limit(entry, "low"))
        for name, entry in document.items()
        if name != "n_doubtful_for_low"
    }
    n_doubtful = document.get("n_doubtful_for_low", ReliabilityRules().n_doubtful_for_low)
    return ReliabilityRules(**limits, n_doubtful_for_low=int(n_doubtful))


def _read_limit(document: Mapping[str, Any], name: str) -> int | None:
    limit = document.get(name)
    return None if limit is None else int(limit)


def _require_sound(questionnaire: Questionnaire) -> None:
    def require(holds: bool, reason: str) -> None:
        if not holds:
            raise BadQuestionnaire(f"{questionnaire.id}: {reason}")

    ids = [quality.id for quality in questionnaire.qualities]
    require(bool(ids) and len(set(ids)) == len(ids), "no quality, or one repeats")
    require(not {DESIRABILITY, INFREQUENCY} & set(ids), "a quality has the name of a scale of reliability")
    require(questionnaire.n_tasks > 0, "no task")
    require(0 <= questionnaire.threshold <= 100, "the threshold is out of reach")
