"""Readings: how many a review needs, who may make them, and whose decision is final."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.review.decision import Outcome, Round
from proctor_server.review.errors import BadSecondShare, KnowsCandidate, ReadBefore, SeniorNeeded
from proctor_server.review.rounds import (
    Reader,
    Reading,
    ReadingPolicy,
    is_drawn,
    may_read,
    next_round,
    require_reader,
)

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
NEVER = ReadingPolicy(second_per_mille=0)
ALWAYS = ReadingPolicy(second_per_mille=1000)


def reading(
    outcome: Outcome, rule_id: str | None = None, *, reader_id: str = "p1", round_: Round = Round.FIRST
) -> Reading:
    return Reading(
        review_id="r", round=round_, reader_id=reader_id, outcome=outcome, rule_id=rule_id, decided_at=NOW
    )


CLEAN = reading(Outcome.NO_VIOLATION)
LEFT = reading(Outcome.VIOLATION, "left_seat")


@pytest.mark.parametrize(
    ("readings", "policy", "expected"),
    [
        ([], NEVER, Round.FIRST),
        ([CLEAN], NEVER, None),
        ([CLEAN], ALWAYS, Round.SECOND),
        ([LEFT], NEVER, Round.SECOND),
        ([LEFT], ReadingPolicy(0, second_for_violation=False), None),
        ([LEFT, LEFT], NEVER, None),
        ([LEFT, CLEAN], NEVER, Round.SENIOR),
        ([LEFT, reading(Outcome.VIOLATION, "talking")], NEVER, Round.SENIOR),
        ([CLEAN, reading(Outcome.VOID)], ALWAYS, Round.SENIOR),
        ([LEFT, CLEAN, LEFT], ALWAYS, None),
    ],
)
def test_the_readings_a_review_needs(
    readings: list[Reading], policy: ReadingPolicy, expected: Round | None
) -> None:
    assert next_round("r", readings, policy) is expected


@given(st.lists(st.sampled_from([CLEAN, LEFT]), max_size=6), st.integers(0, 1000))
def test_no_review_is_read_for_ever(readings: list[Reading], per_mille: int) -> None:
    if next_round("r", readings, ReadingPolicy(per_mille)) is not None:
        assert len(readings) <= 2


def test_the_share_drawn_is_about_what_was_asked_and_stays_the_same() -> None:
    drawn = [is_drawn(f"review-{no}", ReadingPolicy(100)) for no in range(10_000)]
    assert 900 < sum(drawn) < 1100
    assert drawn == [is_drawn(f"review-{no}", ReadingPolicy(100)) for no in range(10_000)]
    assert all(is_drawn(f"review-{no}", ReadingPolicy(1000)) for no in range(100))


def test_a_greater_share_draws_all_of_a_smaller_one() -> None:
    for no in range(1000):
        if is_drawn(str(no), ReadingPolicy(50)):
            assert is_drawn(str(no), ReadingPolicy(200))


@pytest.mark.parametrize("share", [-1, 1001])
def test_a_share_lies_within_the_whole(share: int) -> None:
    with pytest.raises(BadSecondShare):
        ReadingPolicy(share)


def test_nobody_reads_twice_or_somebody_they_know_and_only_a_senior_settles() -> None:
    other = Reader("p2")
    require_reader(other, round_=Round.SECOND, readings=[LEFT], candidate_id="c")
    with pytest.raises(ReadBefore):
        require_reader(Reader("p1"), round_=Round.SECOND, readings=[LEFT], candidate_id="c")
    known = Reader("p2", known_candidate_ids=frozenset({"c"}))
    with pytest.raises(KnowsCandidate):
        require_reader(known, round_=Round.FIRST, readings=[], candidate_id="c")
    differing = [LEFT, reading(Outcome.NO_VIOLATION, reader_id="p3")]
    with pytest.raises(SeniorNeeded):
        require_reader(other, round_=Round.SENIOR, readings=differing, candidate_id="c")
    require_reader(Reader("p9", is_senior=True), round_=Round.SENIOR, readings=differing, candidate_id="c")


@given(
    senior=st.booleans(),
    knows=st.booleans(),
    round_=st.sampled_from(Round),
    readers=st.lists(st.sampled_from(["p1", "p2"]), max_size=2, unique=True),
)
def test_asking_and_requiring_say_the_same(
    senior: bool, knows: bool, round_: Round, readers: list[str]
) -> None:
    reader = Reader("p1", senior, frozenset({"c"}) if knows else frozenset())
    readings = [reading(Outcome.VIOLATION, "talking", reader_id=one) for one in readers] or [
        reading(Outcome.VIOLATION, "talking", reader_id="p7")
    ]
    try:
        require_reader(reader, round_=round_, readings=readings, candidate_id="c")
    except (KnowsCandidate, ReadBefore, SeniorNeeded):
        allowed = False
    else:
        allowed = True
    ids = {one.reader_id for one in readings}
    assert may_read(reader, round_=round_, reader_ids=ids, candidate_id="c") is allowed
