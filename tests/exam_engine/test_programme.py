"""The legislation programme as the rules have it, and data that contradict themselves."""

import json
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest

from exam_engine.errors import BadProgramme, UnknownProgramme
from exam_engine.programme import ReviewPolicy, load_programme, programme_ids, read_programme

RULES = (
    "third_person",
    "substitution",
    "left_seat",
    "turned_away",
    "camera_covered",
    "camera_off",
    "aids",
    "devices",
    "talking",
)


def test_the_legislation_programme_is_the_one_of_the_rules() -> None:
    programme = load_programme("legislation")
    assert [(s.id, s.n_items, s.minimum_correct) for s in programme.sections] == [
        ("constitution", 15, 5),
        ("civil_service", 15, 5),
        ("anti_corruption", 15, 5),
        ("ethics", 10, 5),
    ]
    assert (programme.n_items, programme.pass_total) == (55, 30)
    assert programme.limit == timedelta(minutes=55)
    assert programme.review is ReviewPolicy.ALL
    assert not programme.retake
    assert tuple(rule.id for rule in programme.rules) == RULES


def test_every_text_stands_in_three_different_languages() -> None:
    programme = load_programme("legislation")
    texts = [programme.title, *(section.title for section in programme.sections)]
    texts += [text for rule in programme.rules for text in (rule.title, rule.detail)]
    for text in texts:
        assert len({text.kk, text.ru, text.en}) == 3
        assert not set("әғқңөұүһі") & set(text.ru.casefold())
        assert text.en is not None
        assert text.en.isascii()


def test_details_are_whole_sentences() -> None:
    for rule in load_programme("legislation").rules:
        for language in ("kk", "ru", "en"):
            assert rule.detail.get(language).endswith(".")
            assert not rule.title.get(language).endswith(".")


@pytest.mark.parametrize("programme_id", ["", "geography", "../errors", "legislation.json"])
def test_an_unknown_programme_is_refused(programme_id: str) -> None:
    with pytest.raises(UnknownProgramme):
        load_programme(programme_id)


def test_every_programme_shipped_loads() -> None:
    assert "legislation" in programme_ids()
    assert [load_programme(programme_id).id for programme_id in programme_ids()] == list(programme_ids())


def a_document() -> dict[str, Any]:
    file = resources.files("exam_engine") / "programmes" / "legislation.json"
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sections": []}, "no section"),
        ({"pass_total": 56}, "pass mark"),
        ({"limit_s": 0}, "no time"),
        ({"grace_s": -1}, "no time"),
        ({"limit_s": "55 min"}, "TypeError"),
        ({"review": "sometimes"}, "sometimes"),
        ({"title": {"kk": "Тест", "ru": "Тест"}}, "en text"),
        ({"rules": a_document()["rules"][:1] * 2}, "rule id repeats"),
        ({"sections": a_document()["sections"][:1] * 4}, "section id repeats"),
        ({"sections": [a_document()["sections"][0] | {"minimum_correct": 16}], "pass_total": 9}, "a minimum"),
    ],
)
def test_contradictory_data_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadProgramme, match=reason):
        read_programme(a_document() | changes)


def test_a_missing_field_is_named() -> None:
    document = a_document()
    del document["grace_s"]
    with pytest.raises(BadProgramme, match="grace_s"):
        read_programme(document)
