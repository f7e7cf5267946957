"""Who goes on: the sources' cut-offs at their edges, and what must hold of any stage."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.selection import (
    AboveMark,
    Best,
    Everyone,
    Outcome,
    Passed,
    Reason,
    Review,
    Score,
    StageResult,
    Standing,
    Ties,
    decide_stage,
)
from exam_engine.selection_file import load_selection
from exam_engine.stage_errors import PersonRepeated, ReviewsPending, StandingIncomplete

COMPETITION = {stage.id: stage.rule for stage in load_selection("civil_service_competition").stages}
RESERVE = {stage.id: stage.rule for stage in load_selection("presidential_youth_reserve").stages}
ABILITY, INTERVIEW = COMPETITION["ability"], COMPETITION["interview_admission"]
IN, OUT, UNDECIDED = Outcome.IN, Outcome.OUT, Outcome.UNDECIDED


def scored(*scores: Score) -> list[Standing]:
    return [Standing(person_id=f"p{no:04}", score=score) for no, score in enumerate(scores)]


def scores_of(result: StageResult, outcome: Outcome) -> list[Score | None]:
    return [one.score for one in result.decisions if one.outcome is outcome]


@pytest.mark.parametrize(
    ("scores", "go_on"),
    [
        ([], []),
        ([0], [0]),
        ([20, 3], [20, 3]),
        ([20, 10, 3], [20, 10, 3]),
        ([20, 15, 10, 3], [20, 15, 10]),
        ([20, 15, 10, 5, 4, 3], [20, 15, 10]),
        ([20, 15, 10, 9, 5, 4, 3], [20, 15, 10, 9]),
        ([20, 15, 10, 9, 5, 4, 3, 2], [20, 15, 10, 9]),
        ([20, 15, 10, 10, 10, 3], [20, 15, 10, 10, 10]),
        ([10, 10, 10, 10, 10, 10], [10] * 6),
        ([20, 20, 20, 20, 5, 4], [20] * 4),
        ([20, 20, 20, 5, 5, 5], [20] * 3),
        ([0, 0, 0, 0], [0] * 4),
    ],
)
def test_the_best_half_but_at_least_three_and_ties_at_the_line(
    scores: list[Score], go_on: list[Score]
) -> None:
    result = decide_stage(ABILITY, scored(*scores))
    assert scores_of(result, IN) == go_on
    assert result.n_took == len(scores)


@pytest.mark.parametrize(
    ("n_took", "n_places"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (101, 51)],
)
def test_half_is_rounded_up(n_took: int, n_places: int) -> None:
    assert isinstance(ABILITY, Best)
    assert ABILITY.n_places(n_took) == n_places


@pytest.mark.parametrize(
    ("n_took", "n_places"),
    [(1, 1), (9_998, 4_999), (9_999, 5_000), (10_000, 5_000), (10_001, 5_000), (30_000, 5_000)],
)
def test_half_but_at_most_five_thousand(n_took: int, n_places: int) -> None:
    rule = RESERVE["text_ability"]
    assert isinstance(rule, Best)
    assert rule.n_places(n_took) == n_places


@pytest.mark.parametrize(
    ("scores", "go_on"),
    [
        ([], []),
        ([90, 80], [90, 80]),
        ([90, 80, 70], [90, 80, 70]),
        ([90, 80, 70, 60], [90, 80, 70]),
        ([90, 80, 70, 70, 70, 60], [90, 80, 70, 70, 70]),
        ([90, 90, 90, 90], [90] * 4),
    ],
)
def test_three_for_the_interview_with_ties(scores: list[Score], go_on: list[Score]) -> None:
    assert scores_of(decide_stage(INTERVIEW, scored(*scores)), IN) == go_on


@pytest.mark.parametrize(
    ("mark", "outcome", "reason"),
    [
        (None, UNDECIDED, Reason.TIED_MARK_NOT_SET),
        (14, IN, Reason.TIED_ABOVE_MARK),
        (15, OUT, Reason.TIED_NOT_ABOVE_MARK),
        (16, OUT, Reason.TIED_NOT_ABOVE_MARK),
    ],
)
def test_a_tie_at_the_reserves_line_needs_the_commissions_mark(
    mark: int | None, outcome: Outcome, reason: Reason
) -> None:
    """Three places of six; two people share the third: only together or not at all."""
    result = decide_stage(RESERVE["text_ability"], scored(20, 18, 15, 15, 9, 8), mark=mark)
    tied = [one for one in result.decisions if one.score == 15]
    assert {(one.outcome, one.reason) for one in tied} == {(outcome, reason)}
    assert result.decisions[0].outcome is IN
    assert scores_of(result, OUT)[-2:] == [9, 8]


def test_a_tie_that_fits_needs_no_mark() -> None:
    result = decide_stage(RESERVE["text_ability"], scored(20, 15, 15, 9, 8, 7))
    assert scores_of(result, IN) == [20, 15, 15]


@pytest.mark.parametrize(
    ("stage_id", "cap"),
    [
        ("situational_task", 250),
        ("assessment_centre", 170),
        ("competency_interview", 150),
        ("expert_commission", 100),
        ("national_commission", 50),
    ],
)
def test_the_reserves_caps_hold_and_a_tie_over_them_waits_for_a_person(stage_id: str, cap: int) -> None:
    fits = decide_stage(RESERVE[stage_id], scored(*range(cap + 7)))
    assert len(fits.ids(IN)) == cap
    tied = decide_stage(RESERVE[stage_id], scored(*[9] * (cap - 1), 5, 5, 4))
    assert [len(tied.ids(outcome)) for outcome in Outcome] == [cap - 1, 1, 2]
    assert {one.reason for one in tied.decisions if one.outcome is UNDECIDED} == {Reason.TIED_PERSON_DECIDES}


@pytest.mark.parametrize(
    ("mark", "go_on", "reason"),
    [
        (None, [], Reason.MARK_NOT_SET),
        (15, [16], Reason.NOT_ABOVE_MARK),
        (14, [16, 15], Reason.NOT_ABOVE_MARK),
    ],
)
def test_above_the_commissions_mark(mark: int | None, go_on: list[Score], reason: Reason) -> None:
    result = decide_stage(AboveMark(), scored(16, 15, 14), mark=mark)
    assert scores_of(result, IN) == go_on
    assert result.decisions[-1].reason is reason


def test_passing_and_taking_part() -> None:
    people = [
        Standing(person_id="a", passed=False, score=40),
        Standing(person_id="b", passed=True, score=30),
        Standing(person_id="c", took_part=False),
    ]
    by_pass = [(one.person_id, one.outcome, one.reason) for one in decide_stage(Passed(), people).decisions]
    assert by_pass == [("b", IN, Reason.PASSED), ("a", OUT, Reason.NOT_PASSED), ("c", OUT, Reason.ABSENT)]
    assert decide_stage(Everyone(), people).ids(IN) == ("a", "b")


def test_who_broke_a_rule_took_part_but_takes_no_place() -> None:
    """Eight took it: four places. The second by score is out by violation, so the fifth moves up."""
    people = scored(20, 18, 15, 12, 10, 8, 6, 4)
    people[1] = Standing(person_id="p0001", score=18, review=Review.VIOLATION)
    result = decide_stage(ABILITY, people)
    assert (result.n_took, result.n_places, result.line) == (8, 4, 10)
    assert scores_of(result, IN) == [20, 15, 12, 10]
    violation = result.decisions[-1]
    assert (violation.outcome, violation.reason, violation.rank) == (OUT, Reason.VIOLATION, None)


def test_who_did_not_come_makes_no_half_larger() -> None:
    absent = [Standing(person_id=f"a{no}", took_part=False, review=Review.PENDING) for no in range(20)]
    result = decide_stage(ABILITY, scored(9, 8, 7, 6, 5, 4) + absent)
    assert (result.n_took, result.n_places) == (6, 3)


def test_equal_scores_share_a_rank() -> None:
    result = decide_stage(ABILITY, scored(15, 20, 15, Fraction(31, 2), 3))
    assert [(one.score, one.rank) for one in result.decisions] == [
        (20, 1),
        (Fraction(31, 2), 2),
        (15, 3),
        (15, 3),
        (3, 5),
    ]


def test_no_line_before_every_review() -> None:
    people = [*scored(1, 2), Standing(person_id="z", review=Review.PENDING, score=3)]
    with pytest.raises(ReviewsPending) as refusal:
        decide_stage(ABILITY, people)
    assert refusal.value.person_ids == ("z",)


def test_lists_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(PersonRepeated):
        decide_stage(ABILITY, scored(1) * 2)
    for rule in (ABILITY, Passed(), AboveMark()):
        with pytest.raises(StandingIncomplete):
            decide_stage(rule, [Standing(person_id="a")])


standings = st.lists(
    st.tuples(
        st.integers(0, 6), st.sampled_from((Review.CLEAR, Review.CLEAR, Review.VIOLATION)), st.booleans()
    ),
    max_size=25,
).map(
    lambda rows: [
        Standing(person_id=f"p{no:02}", score=score, review=review, took_part=took)
        for no, (score, review, took) in enumerate(rows)
    ]
)
rules = st.builds(
    Best,
    share=st.sampled_from((None, Fraction(1, 2), Fraction(1, 3))),
    at_least=st.integers(0, 3),
    at_most=st.sampled_from((3, 5, 12)),
    ties=st.sampled_from(Ties),
)


@given(rules, standings, st.sampled_from((None, 2, 4)), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_what_holds_of_any_cut(rule: Best, people: list[Standing], mark: int | None, random: Random) -> None:
    result = decide_stage(rule, people, mark=mark)
    by_id = {one.person_id: one for one in people}
    assert {one.person_id for one in result.decisions} == by_id.keys()
    outcomes: dict[Score, set[Outcome]] = {}
    for one in result.decisions:
        if by_id[one.person_id].is_clear:
            outcomes.setdefault(by_id[one.person_id].score or 0, set()).add(one.outcome)
        else:
            assert one.outcome is OUT
    assert all(len(same) == 1 for same in outcomes.values()), "equal scores fare equally"
    order = {IN: 0, UNDECIDED: 1, OUT: 2}
    fates = [order[outcomes[score].copy().pop()] for score in sorted(outcomes, reverse=True)]
    assert fates == sorted(fates), "nobody passes a better one"
    n_clear, n_in = sum(one.is_clear for one in people), len(result.ids(IN))
    assert result.n_places is not None
    if rule.ties is Ties.ALL:
        assert n_in >= min(result.n_places, n_clear)
    if rule.ties is Ties.BY_PERSON:
        assert n_in <= result.n_places
    random.shuffle(people)
    assert decide_stage(rule, people, mark=mark) == result
