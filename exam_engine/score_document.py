"""How a score is written as a document and read again; documents of older versions stay readable."""

from collections.abc import Mapping
from typing import Any

from exam_engine.essay_marking import EssayResult
from exam_engine.questionnaire import QualityScore, QuestionnaireScore
from exam_engine.questionnaire_form import Points
from exam_engine.reliability import Component, Level, Limits, Measure, Reliability
from exam_engine.scoring import EssayScore, Score, SectionScore


def score_document(score: Score) -> dict[str, Any]:
    """Write a score; what a programme does not have is null."""
    return {
        "total": score.total,
        "n_items": score.n_items,
        "pass_total": score.pass_total,
        "passed": score.passed,
        "sections": [
            {
                "section_id": one.section_id,
                "correct": one.correct,
                "n_items": one.n_items,
                "minimum": one.minimum,
            }
            for one in score.sections
        ],
        "questionnaire": None if score.questionnaire is None else _questionnaire(score.questionnaire),
        "essay": None if score.essay is None else _essay(score.essay),
    }


def score_from_document(document: Mapping[str, Any]) -> Score:
    """Read a score that `score_document` wrote, now or before there were questionnaires and essays."""
    questionnaire, essay = document.get("questionnaire"), document.get("essay")
    return Score(
        total=document["total"],
        n_items=document["n_items"],
        pass_total=document["pass_total"],
        sections=tuple(SectionScore(**one) for one in document["sections"]),
        passed=document["passed"],
        questionnaire=None if questionnaire is None else _read_questionnaire(questionnaire),
        essay=None if essay is None else _read_essay(essay),
    )


def _questionnaire(score: QuestionnaireScore) -> dict[str, Any]:
    return {
        "qualities": [
            {"id": one.quality_id, "points": _points(one.points), "passed": one.passed}
            for one in score.qualities
        ],
        "points": _points(score.points),
        "threshold": score.threshold,
        "passed": score.passed,
        "level": score.reliability.level.value,
        "components": [_component(one) for one in score.reliability.components],
    }


def _read_questionnaire(document: Mapping[str, Any]) -> QuestionnaireScore:
    return QuestionnaireScore(
        tuple(
            QualityScore(one["id"], _read_points(one["points"]), one["passed"])
            for one in document["qualities"]
        ),
        _read_points(document["points"]),
        document["threshold"],
        document["passed"],
        Reliability(Level(document["level"]), tuple(_read_component(one) for one in document["components"])),
    )


def _component(one: Component) -> dict[str, Any]:
    return {
        "measure": one.measure.value,
        "value": one.value,
        "limits": [one.limits.doubtful, one.limits.low],
        "level": None if one.level is None else one.level.value,
    }


def _read_component(document: Mapping[str, Any]) -> Component:
    level = document["level"]
    return Component(
        Measure(document["measure"]),
        document["value"],
        Limits(*document["limits"]),
        None if level is None else Level(level),
    )


def _points(points: Points) -> list[int]:
    return [points.reached, points.most]


def _read_points(document: list[int]) -> Points:
    return Points(*document)


def _essay(score: EssayScore) -> dict[str, Any]:
    marked = score.marked
    return {
        "n_words": score.n_words,
        "max_words": score.max_words,
        "marked": None if marked is None else [marked.total, marked.n_marks, marked.passed],
    }


def _read_essay(document: Mapping[str, Any]) -> EssayScore:
    marked = document["marked"]
    return EssayScore(
        document["n_words"], document["max_words"], None if marked is None else EssayResult(*marked)
    )
