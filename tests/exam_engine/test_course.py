"""How an attempt of two blocks moves: by its candidate, by time alone, and around every edge between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam_engine.attempt import Attempt, AttemptState, CloseCause, Phase, block_phase_at
from exam_engine.blocks import BlockRun, BlockState, EndCause
from exam_engine.course import (
    decide_block_finish,
    decide_block_start,
    decide_start,
    decide_submit,
    next_change_at,
    settle,
)
from exam_engine.course_errors import BlockNotReady
from exam_engine.errors import WindowClosed, WrongState

Build = Callable[..., Attempt]
START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
GRACE = timedelta(seconds=30)
BLOCK = timedelta(minutes=25)
BREAK = timedelta(minutes=5)
NEXT = BLOCK + BREAK


@pytest.fixture
def two_blocks(running: Build) -> Build:
    """Two blocks of 25 minutes, five between them, the second begins by itself; the first runs."""

    def build(*, starts_itself: bool = True, **changes: object) -> Attempt:
        first = BlockRun(limit=BLOCK, break_after=BREAK, next_starts_itself=starts_itself, started_at=START)
        return replace(running(**changes), blocks=(first, BlockRun(limit=BLOCK)))

    return build


def at(attempt: Attempt, after: timedelta) -> Attempt:
    return settle(attempt, grace=GRACE, now=START + after)


@pytest.mark.parametrize(
    ("after", "states", "running_no"),
    [
        (timedelta(0), ("running", "locked"), 0),
        (BLOCK - TICK, ("running", "locked"), 0),
        (BLOCK, ("done", "ready"), None),
        (NEXT - TICK, ("done", "ready"), None),
        (NEXT, ("done", "running"), 1),
        (NEXT + BLOCK + GRACE - TICK, ("done", "running"), 1),
        (NEXT + BLOCK + GRACE, ("done", "done"), None),
    ],
)
def test_blocks_follow_each_other_at_their_instants(
    two_blocks: Build, after: timedelta, states: tuple[str, str], running_no: int | None
) -> None:
    attempt = at(two_blocks(), after)
    assert tuple(attempt.block_state(no).value for no in (0, 1)) == states
    assert attempt.running_no == running_no


def test_who_comes_back_after_the_end_finds_it_closed_at_the_last_deadline(two_blocks: Build) -> None:
    attempt = at(two_blocks(), timedelta(days=3))
    assert (attempt.state, attempt.close_cause) == (AttemptState.CLOSED, CloseCause.TIME_UP)
    assert attempt.blocks[1].started_at == START + NEXT
    window_closes_at = START + timedelta(hours=3)
    assert attempt.closed_at == min(START + NEXT + BLOCK, window_closes_at)


def test_looking_often_or_once_comes_to_the_same(two_blocks: Build) -> None:
    often = two_blocks()
    for second in range(0, 3600 + 120, 7):
        often = at(often, timedelta(seconds=second))
    once = at(two_blocks(), timedelta(seconds=3600 + 119))
    assert replace(often, version=0) == replace(once, version=0)


@pytest.mark.parametrize("edge", [BLOCK, NEXT, NEXT + BLOCK + GRACE])
def test_nothing_moves_a_tick_before_its_instant(two_blocks: Build, edge: timedelta) -> None:
    before = at(two_blocks(), edge - TICK)
    assert next_change_at(before, GRACE) == START + edge
    assert at(before, edge - TICK) is before
    assert at(before, edge) is not before


class TestBreak:
    def test_the_next_block_may_begin_before_the_break_is_over(self, two_blocks: Build) -> None:
        waiting = at(two_blocks(), BLOCK + TICK)
        assert waiting.break_until == START + NEXT
        begun = decide_block_start(waiting, no=1, now=START + BLOCK + TICK)
        assert (begun.running_no, begun.deadline_at) == (1, START + BLOCK + TICK + BLOCK)

    def test_a_block_that_waits_waits_until_the_window_is_over(self, two_blocks: Build) -> None:
        attempt = at(two_blocks(starts_itself=False), timedelta(hours=2))
        assert attempt.block_state(1) is BlockState.READY
        assert attempt.deadline_at is None
        closed = at(attempt, timedelta(hours=3) + GRACE)
        assert (closed.close_cause, closed.closed_at) == (CloseCause.TIME_UP, START + timedelta(hours=3))

    def test_no_block_begins_when_the_window_is_over(self, two_blocks: Build) -> None:
        attempt = at(two_blocks(starts_itself=False), timedelta(hours=3))
        with pytest.raises(WindowClosed):
            decide_block_start(attempt, no=1, now=START + timedelta(hours=3))

    def test_a_break_that_outlasts_the_window_starts_nothing(self, two_blocks: Build) -> None:
        attempt = two_blocks(window_closes_at=START + NEXT)
        waiting = at(attempt, NEXT)
        assert waiting.running_no is None
        assert at(waiting, NEXT + GRACE).closed_at == START + NEXT

    def test_the_window_s_end_cuts_the_second_block(self, two_blocks: Build) -> None:
        attempt = at(two_blocks(window_closes_at=START + NEXT + TICK), NEXT)
        assert attempt.deadline_at == START + NEXT + TICK


class TestFinish:
    def test_finishing_a_block_locks_it_at_once(self, two_blocks: Build) -> None:
        now = START + timedelta(minutes=3)
        attempt = decide_block_finish(two_blocks(), no=0, now=now)
        assert (attempt.blocks[0].ended_at, attempt.blocks[0].end_cause) == (now, EndCause.FINISHED)
        assert block_phase_at(attempt, 0, GRACE, now) is Phase.OVER
        assert attempt.break_until == now + BREAK

    def test_finishing_again_changes_nothing(self, two_blocks: Build) -> None:
        attempt = decide_block_finish(two_blocks(), no=0, now=START + TICK)
        assert decide_block_finish(attempt, no=0, now=START + BREAK) is attempt

    def test_finishing_the_last_block_submits(self, two_blocks: Build) -> None:
        attempt = decide_block_finish(at(two_blocks(), NEXT), no=1, now=START + NEXT + TICK)
        assert (attempt.state, attempt.close_cause) == (AttemptState.CLOSED, CloseCause.SUBMITTED)
        assert attempt.closed_at == START + NEXT + TICK

    def test_what_has_not_begun_cannot_be_finished(self, two_blocks: Build) -> None:
        for no in (1, 2, -1):
            with pytest.raises(BlockNotReady):
                decide_block_finish(two_blocks(), no=no, now=START)

    def test_only_the_next_block_begins(self, two_blocks: Build) -> None:
        attempt = two_blocks()
        assert decide_block_start(attempt, no=0, now=START + TICK) is attempt
        with pytest.raises(BlockNotReady):
            decide_block_start(attempt, no=1, now=START + TICK)
        with pytest.raises(WrongState):
            decide_block_start(replace(attempt, state=AttemptState.CHECKED), no=0, now=START)


class TestGraceOfAnEarlierBlock:
    """A line that delays the last answers of a block must not lose them because the next one runs."""

    @pytest.mark.parametrize(
        ("after", "phase"),
        [
            (BLOCK - TICK, Phase.OPEN),
            (BLOCK, Phase.GRACE),
            (BLOCK + GRACE - TICK, Phase.GRACE),
            (BLOCK + GRACE, Phase.OVER),
        ],
    )
    def test_it_keeps_its_own_edges(self, two_blocks: Build, after: timedelta, phase: Phase) -> None:
        attempt = two_blocks()
        attempt = replace(
            attempt, blocks=(replace(attempt.blocks[0], break_after=timedelta(0)), attempt.blocks[1])
        )
        moved = at(attempt, after)
        assert block_phase_at(moved, 0, GRACE, START + after) is phase
        if after >= BLOCK:
            assert block_phase_at(moved, 1, GRACE, START + after) is Phase.OPEN

    def test_a_block_that_has_not_begun_takes_nothing(self, two_blocks: Build) -> None:
        assert block_phase_at(two_blocks(), 1, GRACE, START + TICK) is Phase.NOT_STARTED


@pytest.mark.parametrize("after", [timedelta(minutes=3), BLOCK + TICK, NEXT + TICK])
def test_a_submission_closes_whatever_block_runs(two_blocks: Build, after: timedelta) -> None:
    attempt = decide_submit(at(two_blocks(), after), START + after)
    assert (attempt.close_cause, attempt.closed_at) == (CloseCause.SUBMITTED, START + after)
    assert {attempt.block_state(no) for no in (0, 1)} == {BlockState.DONE}


def test_every_second_of_a_whole_course_has_one_meaning(two_blocks: Build) -> None:
    """Sampled at each tick around each edge and each second between: at most one block is open at a time."""
    edges = [timedelta(0), BLOCK, BLOCK + GRACE, NEXT, NEXT + BLOCK, NEXT + BLOCK + GRACE]
    samples = {edge + tick for edge in edges for tick in (-TICK, timedelta(0), TICK)}
    samples |= {timedelta(seconds=second) for second in range(0, 3700, 5)}
    for after in sorted(sample for sample in samples if sample >= timedelta(0)):
        attempt = at(two_blocks(), after)
        phases = [block_phase_at(attempt, no, GRACE, START + after) for no in (0, 1)]
        assert phases[0] is expected(after, timedelta(0))
        assert phases[1] is expected(after, NEXT)
        assert phases.count(Phase.OPEN) <= 1


def expected(after: timedelta, begins: timedelta) -> Phase:
    """The rule by the book: half-open, the deadline's grace after it."""
    if after < begins:
        return Phase.NOT_STARTED
    if after < begins + BLOCK:
        return Phase.OPEN
    return Phase.GRACE if after < begins + BLOCK + GRACE else Phase.OVER


def test_a_start_begins_the_first_block_alone(an_attempt: Build) -> None:
    checked = replace(
        an_attempt(state=AttemptState.CHECKED), blocks=(BlockRun(limit=BLOCK), BlockRun(limit=BLOCK))
    )
    assert [checked.block_state(no) for no in (0, 1)] == [BlockState.READY, BlockState.LOCKED]
    started = decide_start(checked, language="kk", now=START)
    assert [started.block_state(no) for no in (0, 1)] == [BlockState.RUNNING, BlockState.LOCKED]
