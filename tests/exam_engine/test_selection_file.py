"""The selections' data are the sources', and contradictory data are refused."""

from fractions import Fraction
from typing import Any

import pytest

from exam_engine.selection import AboveMark, Best, Everyone, Passed, Ties
from exam_engine.selection_file import load_selection, read_selection, selection_ids
from exam_engine.stage_errors import BadSelection, UnknownSelection


def test_every_selection_there_is_can_be_read() -> None:
    assert selection_ids() == ("civil_service_competition", "presidential_youth_reserve")
    assert [load_selection(one).id for one in selection_ids()] == list(selection_ids())


def test_the_competitions_stages() -> None:
    rules = [(stage.id, stage.rule) for stage in load_selection("civil_service_competition").stages]
    assert rules == [
        ("state_language", Everyone()),
        ("legislation", Passed()),
        ("personal_qualities", Passed()),
        ("ability", Best(share=Fraction(1, 2), at_least=3, ties=Ties.ALL)),
        ("essay", Passed()),
        ("interview_admission", Best(at_most=3, ties=Ties.ALL)),
    ]


@pytest.mark.parametrize(
    ("category", "writes"), [("A-1", True), ("E-R-1", True), ("A-2", False), ("D-O-2", False), (None, False)]
)
def test_only_some_categories_write_an_essay(category: str | None, writes: bool) -> None:
    stages = load_selection("civil_service_competition").stages_for(category)
    assert ("essay" in {stage.id for stage in stages}) is writes
    assert [stage.id for stage in stages if stage.of_total] == ["interview_admission"]


def test_the_reserves_caps() -> None:
    rules = {stage.id: stage.rule for stage in load_selection("presidential_youth_reserve").stages}
    assert rules.pop("text_ability") == Best(share=Fraction(1, 2), at_most=5000, ties=Ties.ABOVE_MARK)
    assert rules.pop("documents") == Passed()
    assert rules.pop("numerical_ability") == AboveMark()
    assert [rule.at_most for rule in rules.values() if isinstance(rule, Best)] == [250, 170, 150, 100, 50]


def document(rule: dict[str, Any]) -> dict[str, Any]:
    return {"id": "one", "stages": [{"id": "test", "goes_on": rule}]}


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"who": "lucky"},
        {"who": "best", "ties": "all"},
        {"who": "best", "at_most": 3},
        {"who": "best", "at_most": 3, "ties": "lot"},
        {"who": "best", "share": "0", "ties": "all"},
        {"who": "best", "share": "3/2", "ties": "all"},
        {"who": "best", "share": "1/0", "ties": "all"},
        {"who": "best", "share": "half", "ties": "all"},
        {"who": "best", "at_least": 4, "at_most": 3, "ties": "all"},
        {"who": "best", "at_most": "few", "ties": "all"},
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(BadSelection):
        read_selection(document(rule))


def test_a_selection_needs_stages_with_names_of_their_own() -> None:
    stage = {"id": "test", "goes_on": {"who": "everyone"}}
    assert read_selection({"id": "one", "stages": [stage]}).stages[0].rule == Everyone()
    for stages in ([], [stage, stage], None):
        with pytest.raises(BadSelection):
            read_selection({"id": "one", "stages": stages})


def test_an_unknown_selection() -> None:
    with pytest.raises(UnknownSelection):
        load_selection("../programmes/legislation")
