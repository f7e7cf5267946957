"""Pass rules as data: what they mean, at every edge, and what is refused where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine import pass_rule
from exam_engine.pass_rule import (
    All,
    BadPassRule,
    Condition,
    Each,
    One,
    PassRule,
    Points,
    PointsTable,
    Relation,
    Total,
    UnknownPassGroup,
    passes,
    read_pass_rule,
    unmet,
    write_pass_rule,
)
from exam_engine.programme_file import load_programme
from exam_engine.scoring import score

LEGISLATION = "total ≥ 30 and each(act) ≥ 5"
ROOM = {"constitution": 15, "civil_service": 15, "anti_corruption": 15, "ethics": 10}


def a_table(constitution: int, civil_service: int, anti_corruption: int, ethics: int) -> PointsTable:
    reached = dict(zip(ROOM, (constitution, civil_service, anti_corruption, ethics), strict=True))
    acts = {act: Points(points, ROOM[act]) for act, points in reached.items()}
    return PointsTable(Points(sum(reached.values()), 55), {"act": acts})


def test_the_legislation_rule_is_read_as_it_stands() -> None:
    assert read_pass_rule(LEGISLATION) == All(
        (Condition(Total(), Relation.AT_LEAST, 30), Condition(Each("act"), Relation.AT_LEAST, 5))
    )


@pytest.mark.parametrize(
    ("reached", "passed"),
    [
        ((10, 10, 5, 5), True),
        ((10, 10, 5, 4), False),
        ((9, 10, 5, 5), False),
        ((15, 15, 15, 4), False),
        ((4, 15, 15, 10), False),
        ((15, 15, 15, 10), True),
    ],
)
def test_the_legislation_rule_at_its_edges(reached: tuple[int, int, int, int], passed: bool) -> None:
    assert passes(read_pass_rule(LEGISLATION), a_table(*reached)) is passed


@given(st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.integers(0, 10)))
def test_the_rule_agrees_with_the_programme_s_own_scoring(reached: tuple[int, int, int, int]) -> None:
    answered = [
        (section, no < n)
        for (section, room), n in zip(ROOM.items(), reached, strict=True)
        for no in range(room)
    ]
    expected = score(load_programme("legislation"), answered).passed
    assert passes(read_pass_rule(LEGISLATION), a_table(*reached)) is expected


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("total >= 30", True),
        ("total > 30", False),
        ("total = 30", True),
        ("total <= 30", True),
        ("total < 30", False),
        ("act(ethics) ≥ 5", True),
        ("act(ethics) > 5", False),
        ("total ≥ 54 %", True),
        ("total ≥ 55 %", False),
        ("act(ethics) = 50%", True),
        ("total ≥ 50 or act(ethics) ≥ 5", True),
        ("total ≥ 50 or act(ethics) ≥ 6", False),
        ("total ≥ 50 and act(ethics) ≥ 6 or total ≥ 30", True),
        ("total ≥ 50 and (act(ethics) ≥ 6 or total ≥ 30)", False),
    ],
)
def test_each_relation_percent_and_precedence(text: str, passed: bool) -> None:
    assert passes(read_pass_rule(text), a_table(10, 10, 5, 5)) is passed


def test_what_is_not_reached_is_told() -> None:
    assert unmet(read_pass_rule(LEGISLATION), a_table(10, 10, 9, 4)) == (
        Condition(Each("act"), Relation.AT_LEAST, 5),
    )
    assert unmet(read_pass_rule(LEGISLATION), a_table(10, 10, 9, 5)) == ()


@pytest.mark.parametrize("text", ["each(part) ≥ 5", "act(economy) ≥ 5", "total ≥ 1 or each(part) ≥ 1"])
def test_a_group_that_does_not_exist_never_passes_in_silence(text: str) -> None:
    with pytest.raises(UnknownPassGroup):
        passes(read_pass_rule(text), a_table(15, 15, 15, 10))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 3),
        ("total", 5),
        ("total ≥", 7),
        ("total ≥ x", 8),
        ("total ≥ -1", 8),
        ("total ≥ 1.5", 9),
        ("total ≥ 30 total", 11),
        ("total ≥ 30 and", 14),
        ("(total ≥ 30", 11),
        ("total ≥ 30)", 10),
        ("each(total) ≥ 5", 5),
        ("each() ≥ 5", 5),
        ("ethics ≥ 5", 7),
        ("__import__('os')", 11),
        ("total ≥ 1234567890", 17),
        ("total ≥ 1" + " " * 500, 500),
        ("(" * 21 + "total ≥ 1" + ")" * 21, 21),
    ],
)
def test_what_is_no_rule_is_refused_where_it_stops_making_sense(text: str, position: int) -> None:
    with pytest.raises(BadPassRule) as caught:
        read_pass_rule(text)
    assert caught.value.position == position


NAMES = st.from_regex(r"[a-zёқ_][a-z0-9_]{0,8}", fullmatch=True).filter(
    lambda name: name not in {"and", "or", "each", "total"}
)
QUANTITIES = st.one_of(st.just(Total()), st.builds(Each, NAMES), st.builds(One, NAMES, NAMES))
CONDITIONS = st.builds(
    Condition, QUANTITIES, st.sampled_from(Relation), st.integers(0, 999_999_999), st.booleans()
)


def joined(parts: st.SearchStrategy[PassRule]) -> st.SearchStrategy[PassRule]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(pass_rule.Any, several))


@given(st.recursive(CONDITIONS, joined, max_leaves=8))
def test_a_written_rule_is_read_as_the_same_rule(rule: PassRule) -> None:
    assert read_pass_rule(write_pass_rule(rule)) == rule


@given(st.text("total each(act)≥5 and or <>=% 30", max_size=60))
def test_any_text_is_a_rule_or_is_refused_by_name(text: str) -> None:
    refusals: list[BadPassRule] = []
    try:
        rule = read_pass_rule(text)
    except BadPassRule as refusal:
        refusals.append(refusal)
    else:
        assert read_pass_rule(write_pass_rule(rule)) == rule
    assert all(0 <= refusal.position <= len(text) for refusal in refusals)
