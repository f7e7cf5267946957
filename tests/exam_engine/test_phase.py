"""Phases around their edges: the last tick, the edge, the edge with grace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.attempt import (
    Attempt,
    AttemptState,
    Phase,
    decide_consent,
    decide_device,
    decide_device_check,
    decide_release,
    phase_at,
)
from exam_engine.blocks import BlockRun
from exam_engine.course import decide_start, decide_submit, next_change_at, settle
from exam_engine.errors import EmptyWindow, ExamError, NaiveInstant

START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
GRACE = timedelta(seconds=30)
LIMIT = timedelta(minutes=55)
EXTRA = timedelta(minutes=20)
SOON = timedelta(minutes=40)
"""A window that closes before the limit is used up."""


@pytest.mark.parametrize(
    ("changes", "at", "phase"),
    [
        ({}, -TICK, Phase.NOT_STARTED),
        ({}, timedelta(0), Phase.OPEN),
        ({}, LIMIT - TICK, Phase.OPEN),
        ({}, LIMIT, Phase.GRACE),
        ({}, LIMIT + GRACE - TICK, Phase.GRACE),
        ({}, LIMIT + GRACE, Phase.OVER),
        ({"extra_time": EXTRA}, LIMIT, Phase.OPEN),
        ({"extra_time": EXTRA}, LIMIT + EXTRA - TICK, Phase.OPEN),
        ({"extra_time": EXTRA}, LIMIT + EXTRA, Phase.GRACE),
        ({"extra_time": EXTRA}, LIMIT + EXTRA + GRACE, Phase.OVER),
        ({"window_closes_at": START + SOON}, SOON - TICK, Phase.OPEN),
        ({"window_closes_at": START + SOON}, SOON, Phase.GRACE),
        ({"window_closes_at": START + SOON}, SOON + GRACE, Phase.OVER),
        ({"window_closes_at": START + SOON, "extra_time": EXTRA}, SOON, Phase.GRACE),
        ({"window_closes_at": START + LIMIT}, LIMIT, Phase.GRACE),
    ],
)
def test_phase_at_the_edges(
    running: Callable[..., Attempt], changes: dict[str, object], at: timedelta, phase: Phase
) -> None:
    assert phase_at(running(**changes), GRACE, START + at) is phase


def test_without_grace_the_deadline_is_the_end(running: Callable[..., Attempt]) -> None:
    assert phase_at(running(), timedelta(0), START + LIMIT - TICK) is Phase.OPEN
    assert phase_at(running(), timedelta(0), START + LIMIT) is Phase.OVER


def test_an_attempt_never_started_has_no_deadline(an_attempt: Callable[..., Attempt]) -> None:
    attempt = an_attempt()
    assert attempt.deadline_at is None
    assert next_change_at(attempt, GRACE) is None
    assert phase_at(attempt, GRACE, START + timedelta(days=9)) is Phase.NOT_STARTED


def test_a_submitted_attempt_is_over_before_its_deadline(running: Callable[..., Attempt]) -> None:
    closed = decide_submit(running(), START + timedelta(minutes=3))
    assert phase_at(closed, GRACE, START + timedelta(minutes=3)) is Phase.OVER


def test_remaining_time_is_kept_to_the_microsecond(running: Callable[..., Attempt]) -> None:
    """A player that resumed with whole minutes took or gave away seconds; the deadline is one instant."""
    odd = timedelta(microseconds=123_457)
    assert running(started_at=START + odd).deadline_at == START + odd + LIMIT
    assert next_change_at(running(), GRACE) == START + LIMIT + GRACE


def test_naive_instants_are_refused(running: Callable[..., Attempt]) -> None:
    with pytest.raises(NaiveInstant):
        phase_at(running(), GRACE, START.replace(tzinfo=None))
    with pytest.raises(NaiveInstant):
        running(started_at=START.replace(tzinfo=None))
    with pytest.raises(EmptyWindow):
        running(window_closes_at=START - timedelta(hours=1))


PHASES = list(Phase)
STATES = list(AttemptState)
STEPS: dict[str, Callable[[Attempt, datetime], Attempt]] = {
    "consent": lambda a, now: decide_consent(a, text_version="1", expected_version="1", now=now),
    "check": lambda a, now: decide_device_check(a, passed=True, now=now),
    "start_kk": lambda a, now: decide_start(a, language="kk", now=now),
    "start_ru": lambda a, now: decide_start(a, language="ru", now=now),
    "takeover": lambda a, now: decide_device(
        a, device_id=now.isoformat(), takeover=True, now=now, active_within=timedelta(seconds=20)
    ),
    "submit": decide_submit,
    "settle": lambda a, now: settle(a, grace=GRACE, now=now),
    "release": decide_release,
}
A_STORY = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.timedeltas(timedelta(0), timedelta(minutes=25))), max_size=25
)


@given(story=A_STORY, window=st.timedeltas(timedelta(minutes=1), timedelta(hours=5)))
@settings(deadline=None, max_examples=150)
def test_phase_state_version_and_epoch_never_go_back(
    story: list[tuple[str, timedelta]], window: timedelta
) -> None:
    attempt = Attempt(
        id="a",
        candidate_id="c",
        programme_id="legislation",
        window_opens_at=START,
        window_closes_at=START + window,
        blocks=(BlockRun(limit=LIMIT),),
    )
    now = START
    phase = phase_at(attempt, GRACE, now)
    for step, wait in story:
        now += wait
        before, attempt = attempt, _after(attempt, step, now)
        assert PHASES.index(phase_at(attempt, GRACE, now)) >= PHASES.index(phase)
        phase = phase_at(attempt, GRACE, now)
        assert STATES.index(attempt.state) >= STATES.index(before.state)
        assert (attempt.version > before.version) == (attempt != before)
        assert attempt.device_epoch >= before.device_epoch
        assert before.started_at in (None, attempt.started_at)
        assert before.closed_at in (None, attempt.closed_at)
        if attempt.closed_at is not None and attempt.deadline_at is not None:
            assert attempt.closed_at <= attempt.deadline_at


def _after(attempt: Attempt, step: str, now: datetime) -> Attempt:
    try:
        return STEPS[step](attempt, now)
    except ExamError:
        return attempt
