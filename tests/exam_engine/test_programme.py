"""The legislation programme as the rules have it, and data that contradict themselves."""

import json
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest

from exam_engine.errors import BadProgramme, UnknownProgramme
from exam_engine.programme import Aid, Block, BlockKind, Navigation, ReviewPolicy
from exam_engine.programme_file import load_programme, programme_ids, read_programme

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
    assert programme.retake
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


def a_block(**changes: Any) -> dict[str, Any]:
    block: dict[str, Any] = a_document()["blocks"][0]
    return block | changes


SECTIONS: list[dict[str, Any]] = a_document()["blocks"][0]["sections"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"blocks": []}, "no_block"),
        ({"blocks": {}}, "blocks: not_a_list"),
        ({"blocks": [a_block(sections=[])]}, "no_section"),
        ({"pass_total": 56}, "total_out_of_reach 56"),
        ({"blocks": [a_block(limit_s=0)]}, "block_time 0"),
        ({"grace_s": -1}, "grace: not_a_whole_number -1"),
        ({"blocks": [a_block(limit_s="55 min")]}, "blocks.0: not_a_whole_number 55 min"),
        ({"blocks": [a_block(break_after={"length_s": 60, "then": "start"})]}, "break_after_the_last"),
        ({"blocks": [a_block(), a_block()]}, "block_id_repeats"),
        ({"review": "flagged"}, "review: not_a_choice flagged"),
        ({"title": {"kk": "Тест", "ru": "Тест"}}, "title: text_lacks_a_language en"),
        ({"rules": a_document()["rules"][:1] * 2}, "rule_id_repeats"),
        ({"recordings_kept_days": 0}, "recordings_kept_days: days_kept 0"),
        ({"recordings_kept_days": 3651}, "days_kept 3651"),
        ({"recordings_kept_days": 10**12}, "days_kept"),
        ({"recordings_kept_days": "a year"}, "recordings_kept: not_a_whole_number a year"),
        ({"rules": ["chewing_gum"]}, "rules.0: unknown_rule chewing_gum"),
        ({"blocks": [a_block(sections=SECTIONS[:1] * 4)]}, "section_id_repeats"),
        (
            {"blocks": [a_block(sections=[SECTIONS[0] | {"minimum_correct": 16}])], "pass_total": 9},
            "minimum_out_of_reach 16",
        ),
    ],
)
def test_contradictory_data_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadProgramme, match=reason):
        read_programme(a_document() | changes)


def test_how_long_recordings_are_kept_is_the_programmes_or_the_houses() -> None:
    assert load_programme("legislation").recordings_kept is None
    kept = read_programme(a_document() | {"recordings_kept_days": 90}).recordings_kept
    assert kept == timedelta(days=90)


def test_a_missing_field_is_named() -> None:
    document = a_document()
    del document["grace_s"]
    with pytest.raises(BadProgramme, match="grace: missing grace_s"):
        read_programme(document)


def test_every_fault_is_named_at_once() -> None:
    document = a_document() | {"retake": "no", "grace_s": None, "blocks": [a_block(kind="oral"), a_block()]}
    with pytest.raises(BadProgramme) as told:
        read_programme(document)
    assert [fault.place for fault in told.value.faults] == [
        "blocks.0",
        "grace",
        "retake",
    ]


def test_the_state_language_test_is_twenty_questions_without_a_threshold() -> None:
    programme = load_programme("state_language")
    assert (programme.n_items, programme.limit, programme.pass_total) == (20, timedelta(minutes=20), None)


def test_personal_qualities_are_thirteen_of_ten_tasks_in_a_hundred_minutes() -> None:
    [block] = load_programme("personal_qualities").blocks
    assert block.kind is BlockKind.QUESTIONNAIRE
    assert block.limit == timedelta(minutes=100)
    assert block.questionnaire is not None
    qualities = block.questionnaire.questionnaire
    assert (len(qualities.qualities), qualities.n_tasks, qualities.threshold) == (13, 10, 50)
    assert sum(one.n_items for one in block.wanted(None) if one.topic in quality_ids(block)) == 130
    assert [section.id for section in block.sections] == ["personal_qualities"]


def quality_ids(block: Block) -> set[str]:
    assert block.questionnaire is not None
    return {quality.id for quality in block.questionnaire.questionnaire.qualities}


def test_ability_is_two_blocks_with_aids_and_is_not_repeated() -> None:
    programme = load_programme("ability")
    assert [(block.id, block.n_items, block.limit) for block in programme.blocks] == [
        ("ability_text", 25, timedelta(minutes=25)),
        ("ability_numerical", 25, timedelta(minutes=25)),
    ]
    assert all(set(block.aids) == set(Aid) for block in programme.blocks)
    assert all(block.navigation is Navigation.FREE for block in programme.blocks)
    assert not programme.retake


@pytest.mark.parametrize(
    ("programme_id", "max_words", "n_markers", "retake"),
    [("essay", 200, 2, True), ("situational_task", 500, 3, False)],
)
def test_an_essay_is_written_in_forty_five_minutes(
    programme_id: str, max_words: int, n_markers: int, retake: bool
) -> None:
    programme = load_programme(programme_id)
    [block] = programme.blocks
    assert (block.limit, programme.retake) == (timedelta(minutes=45), retake)
    assert block.essay is not None
    assert (block.essay.max_words, block.essay.marking.n_markers) == (max_words, n_markers)
    assert [one.topic for one in block.wanted("ecology")] == ["ecology"]
    assert [one.topic for one in block.wanted(None)] == [None]


def test_only_the_ability_blocks_allow_aids() -> None:
    for programme_id in set(programme_ids()) - {"ability"}:
        assert all(block.aids == () for block in load_programme(programme_id).blocks)
