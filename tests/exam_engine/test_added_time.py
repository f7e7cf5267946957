"""What is added to a block's time: exactly so much, to the block it is meant for, never twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.added_time import (
    Minutes,
    Outage,
    Percent,
    additions,
    credit_outages,
    decide_credit,
    decide_extra_time,
    decide_pause,
    decide_resume,
    gaps,
    length_of,
)
from exam_engine.attempt import Attempt, AttemptState, CloseCause, Phase, phase_at
from exam_engine.blocks import BlockRun
from exam_engine.course import decide_block_finish, decide_submit, settle
from exam_engine.course_errors import (
    BadAddition,
    BlockNotReady,
    BlockOver,
    NotCredited,
    NotPaused,
    PauseNotAllowed,
)
from exam_engine.errors import WrongState

Build = Callable[..., Attempt]
START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
GRACE = timedelta(seconds=30)
LIMIT = timedelta(minutes=55)
LEFT = timedelta(seconds=59)


def outage(begins: timedelta, ends: timedelta) -> Outage:
    return Outage(START + begins, START + ends)


class TestExtraTime:
    def test_it_moves_the_deadline_of_a_running_block(self, running: Build) -> None:
        attempt = decide_extra_time(running(), block_no=0, amount=Minutes(10))
        assert attempt.deadline_at == START + LIMIT + timedelta(minutes=10)

    def test_it_adds_up(self, running: Build) -> None:
        once = decide_extra_time(running(), block_no=None, amount=Percent(50))
        twice = decide_extra_time(once, block_no=0, amount=Minutes(1))
        assert twice.blocks[0].extra == timedelta(minutes=28, seconds=30)
        assert [one.length for one in additions(once, twice)] == [timedelta(minutes=1)]

    def test_it_may_be_given_before_the_start(self, an_attempt: Build) -> None:
        attempt = decide_extra_time(an_attempt(), block_no=None, amount=Percent(25))
        assert attempt.blocks[0].extra == timedelta(minutes=13, seconds=45)

    def test_without_a_block_every_block_left_gets_it(self, running: Build) -> None:
        first, second, third = (BlockRun(limit=timedelta(minutes=m)) for m in (20, 30, 40))
        attempt = replace(running(), blocks=(replace(first, started_at=START), second, third))
        attempt = decide_block_finish(attempt, no=0, now=START + TICK)
        after = decide_extra_time(attempt, block_no=None, amount=Percent(10))
        assert [run.extra / timedelta(minutes=1) for run in after.blocks] == [0, 3, 4]

    def test_a_block_that_has_ended_gets_none(self, running: Build) -> None:
        attempt = replace(running(), blocks=(running().blocks[0], BlockRun(limit=LIMIT)))
        attempt = decide_block_finish(attempt, no=0, now=START + TICK)
        with pytest.raises(BlockOver):
            decide_extra_time(attempt, block_no=0, amount=Minutes(5))
        with pytest.raises(BlockNotReady):
            decide_extra_time(attempt, block_no=2, amount=Minutes(5))

    def test_a_closed_attempt_gets_none(self, running: Build) -> None:
        closed = decide_submit(running(), START + TICK)
        with pytest.raises(WrongState):
            decide_extra_time(closed, block_no=None, amount=Minutes(5))

    def test_given_within_the_grace_it_opens_the_block_again(self, running: Build) -> None:
        late = START + LIMIT + timedelta(seconds=5)
        attempt = settle(running(), grace=GRACE, now=late)
        after = decide_extra_time(attempt, block_no=0, amount=Minutes(1))
        assert phase_at(after, GRACE, late) is Phase.OPEN

    def test_the_window_s_end_still_cuts_it(self, running: Build) -> None:
        attempt = decide_extra_time(running(), block_no=0, amount=Minutes(600))
        assert attempt.deadline_at == attempt.window_closes_at

    @pytest.mark.parametrize("amount", [Minutes(0), Minutes(-1), Minutes(1441), Percent(0), Percent(301)])
    def test_what_is_no_amount_is_refused(self, running: Build, amount: Minutes | Percent) -> None:
        with pytest.raises(BadAddition):
            decide_extra_time(running(), block_no=0, amount=amount)

    def test_a_share_is_rounded_up_to_a_second(self) -> None:
        assert length_of(Percent(1), timedelta(seconds=150)) == timedelta(seconds=2)
        assert length_of(Percent(100), timedelta(seconds=150)) == timedelta(seconds=150)


class TestOutages:
    def test_whoever_had_59_seconds_left_has_59_seconds_left(self, running: Build) -> None:
        """Story: a player that resumed with whole minutes took up to 59 seconds, or gave time without end."""
        down = outage(LIMIT - LEFT, LIMIT + timedelta(hours=1))
        attempt = settle(running(), grace=GRACE, now=down.ends_at, outages=[down])
        assert attempt.state is AttemptState.RUNNING
        assert attempt.deadline_at == down.ends_at + LEFT

    def test_an_outage_over_the_deadline_closes_nothing_before_it_is_credited(self, running: Build) -> None:
        down = outage(LIMIT - TICK, LIMIT + timedelta(hours=1))
        attempt = settle(running(), grace=GRACE, now=down.ends_at, outages=[down])
        assert attempt.deadline_at == down.ends_at + TICK

    def test_what_begins_at_the_deadline_took_nothing(self, running: Build) -> None:
        down = outage(LIMIT, LIMIT + timedelta(hours=1))
        attempt = settle(running(), grace=GRACE, now=down.ends_at, outages=[down])
        assert (attempt.close_cause, attempt.closed_at) == (CloseCause.TIME_UP, START + LIMIT)

    def test_one_that_began_before_the_block_counts_from_its_start(self, running: Build) -> None:
        attempt = credit_outages(running(), [outage(-timedelta(hours=1), timedelta(minutes=2))])
        assert attempt.blocks[0].extra == timedelta(minutes=2)

    def test_crediting_again_changes_nothing(self, running: Build) -> None:
        down = [
            outage(timedelta(minutes=3), timedelta(minutes=5)),
            outage(timedelta(minutes=9), timedelta(minutes=10)),
        ]
        once = credit_outages(running(), down)
        assert once.blocks[0].extra == timedelta(minutes=3)
        assert credit_outages(once, down) is once

    def test_a_second_outage_in_the_time_the_first_gave_back_counts_too(self, running: Build) -> None:
        down = [outage(LIMIT - LEFT, LIMIT), outage(LIMIT + LEFT - TICK, LIMIT + 2 * LEFT)]
        attempt = credit_outages(running(), down)
        assert attempt.deadline_at == START + LIMIT + 2 * LEFT + TICK

    def test_extra_time_given_after_an_outage_counts_on_top_of_it(self, running: Build) -> None:
        down = outage(LIMIT - LEFT, LIMIT + timedelta(hours=1))
        back = settle(running(), grace=GRACE, now=down.ends_at, outages=[down])
        after = decide_extra_time(back, block_no=0, amount=Minutes(5))
        assert after.deadline_at == down.ends_at + LEFT + timedelta(minutes=5)

    def test_a_block_that_began_by_itself_while_the_server_was_down_gets_it_all_back(
        self, running: Build
    ) -> None:
        first = BlockRun(limit=LIMIT, break_after=GRACE, next_starts_itself=True, started_at=START)
        attempt = replace(
            running(window_closes_at=START + timedelta(hours=9)), blocks=(first, BlockRun(limit=LIMIT))
        )
        down = outage(LIMIT + TICK, timedelta(hours=5))
        after = settle(attempt, grace=GRACE, now=down.ends_at, outages=[down])
        assert after.blocks[1].started_at == START + LIMIT + GRACE
        assert after.deadline_at == down.ends_at + LIMIT

    @pytest.mark.parametrize(
        ("lives", "found"),
        [
            ([], []),
            ([(0, 10)], []),
            ([(0, 10), (12, 20)], [(10, 12)]),
            ([(0, 10), (5, 7), (12, 20)], [(10, 12)]),
            ([(12, 20), (0, 12)], []),
        ],
    )
    def test_gaps_are_where_no_server_was_alive(
        self, lives: list[tuple[int, int]], found: list[tuple[int, int]]
    ) -> None:
        def span(pair: tuple[int, int]) -> tuple[datetime, datetime]:
            return START + timedelta(minutes=pair[0]), START + timedelta(minutes=pair[1])

        told = [(one.begins_at, one.ends_at) for one in gaps(span(life) for life in lives)]
        assert told == [span(pair) for pair in found]

    def test_other_outages_are_credited_only_where_the_policy_has_it(self, running: Build) -> None:
        with pytest.raises(NotCredited):
            decide_credit(running(), block_no=0, amount=Minutes(3), allowed=False)
        attempt = decide_credit(running(), block_no=0, amount=Minutes(3), allowed=True)
        assert attempt.blocks[0].extra == timedelta(minutes=3)


class TestPause:
    def test_resuming_with_59_seconds_left_leaves_59_seconds(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START + LIMIT - LEFT)
        assert paused.deadline_at is None
        later = START + LIMIT + timedelta(hours=1)
        assert settle(paused, grace=GRACE, now=later) is paused
        assert decide_resume(paused, later).deadline_at == later + LEFT

    def test_answers_already_given_have_their_grace(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START + TICK)
        assert phase_at(paused, GRACE, START + TICK) is Phase.GRACE
        assert phase_at(paused, GRACE, START + TICK + GRACE - TICK) is Phase.GRACE
        assert phase_at(paused, GRACE, START + TICK + GRACE) is Phase.PAUSED

    def test_the_window_s_end_ends_a_pause(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START + TICK)
        closed = settle(paused, grace=GRACE, now=paused.window_closes_at + GRACE)
        assert (closed.close_cause, closed.closed_at) == (CloseCause.TIME_UP, paused.window_closes_at)
        assert closed.paused_at is None

    def test_an_outage_during_a_pause_is_not_given_back_twice(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START + timedelta(minutes=1))
        down = [outage(timedelta(minutes=2), timedelta(minutes=4))]
        assert credit_outages(paused, down) is paused
        resumed = decide_resume(paused, START + timedelta(minutes=5))
        assert credit_outages(resumed, down) is resumed
        assert resumed.blocks[0].extra == timedelta(minutes=4)

    def test_it_needs_the_programme_s_leave_and_a_running_block(self, running: Build) -> None:
        with pytest.raises(PauseNotAllowed):
            decide_pause(running(), allowed=False, now=START)
        with pytest.raises(BlockOver):
            decide_pause(running(), allowed=True, now=START + LIMIT)
        two = replace(running(), blocks=(running().blocks[0], BlockRun(limit=LIMIT)))
        with pytest.raises(BlockNotReady):
            decide_pause(decide_block_finish(two, no=0, now=START), allowed=True, now=START + TICK)

    def test_pausing_twice_changes_nothing_and_resuming_needs_a_pause(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START)
        assert decide_pause(paused, allowed=True, now=START + TICK) is paused
        with pytest.raises(NotPaused):
            decide_resume(running(), START)

    def test_a_submission_out_of_a_pause_is_one(self, running: Build) -> None:
        paused = decide_pause(running(), allowed=True, now=START + TICK)
        late = START + LIMIT + timedelta(minutes=1)
        assert decide_submit(paused, late).close_cause is CloseCause.SUBMITTED


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=6),
    st.lists(st.integers(0, 200), max_size=10),
)
@settings(deadline=None, max_examples=100)
def test_looking_in_between_credits_what_one_look_would(
    spans: list[tuple[int, int]], looks: list[int]
) -> None:
    """Outages are told when they are over; whoever settles when, the same time is given back."""
    lives, begins = [], -1
    for begin, length in sorted(spans):
        if begin > begins:
            lives.append(outage(timedelta(minutes=begin), timedelta(minutes=begin + length)))
            begins = begin + length
    fresh = Attempt(
        id="a",
        candidate_id="c",
        programme_id="p",
        state=AttemptState.RUNNING,
        language="kk",
        window_opens_at=START,
        window_closes_at=START + timedelta(days=1),
        blocks=(BlockRun(limit=LIMIT, started_at=START),),
    )
    often = fresh
    for minute in sorted([*looks, 300]):
        now = START + timedelta(minutes=minute)
        known = [one for one in lives if one.ends_at <= now]
        if all(not one.begins_at <= now < one.ends_at for one in lives):
            often = settle(often, grace=GRACE, now=now, outages=known)
    once = settle(fresh, grace=GRACE, now=START + timedelta(minutes=300), outages=lives)
    assert replace(often, version=0) == replace(once, version=0)
