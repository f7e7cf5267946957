"""Responses: taken in time, from the right device, on top of what the candidate saw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.answers import Answers, Asked
from exam_engine.attempt import Attempt, AttemptState
from exam_engine.blocks import BlockRun
from exam_engine.errors import (
    AttemptNotRunning,
    BlockClosed,
    DeviceSuperseded,
    ExamError,
    OperationReused,
    TooManyChoices,
    UnknownChoice,
)
from exam_engine.response import (
    Accepted,
    RecordResponse,
    Stale,
    StoredResponse,
    Verdict,
    body_digest,
    decide_response,
    require_same_body,
)

Build = Callable[..., Attempt]
START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LIMIT = timedelta(minutes=55)
GRACE = timedelta(seconds=30)
OPTIONS = frozenset("abcd")


def chosen(*choices: str) -> Answers:
    return {"RESPONSE": choices} if choices else {}


def a_command(*choices: str, slot: int = 3, epoch: int = 1, base: int = 0) -> RecordResponse:
    return RecordResponse(
        operation_id="operation-1",
        slot=slot,
        epoch=epoch,
        base_revision=base,
        answers=chosen(*choices),
        client_at=None,
        dwell=timedelta(seconds=4),
    )


def decide(
    attempt: Attempt,
    command: RecordResponse,
    *,
    at: timedelta = timedelta(minutes=1),
    current: StoredResponse | None = None,
    max_choices: int = 1,
) -> Verdict:
    return decide_response(
        attempt,
        command,
        current=current,
        asked={"RESPONSE": Asked(OPTIONS, max_choices)},
        grace=GRACE,
        now=START + at,
    )


def test_the_first_answer_becomes_revision_one(running: Build) -> None:
    stored = StoredResponse(3, 1, chosen("b"), START + timedelta(minutes=1))
    assert decide(running(), a_command("b")) == Accepted(stored, late=False)


def test_an_answer_may_be_taken_back(running: Build) -> None:
    current = StoredResponse(3, 4, chosen("b"), START)
    verdict = decide(running(), a_command(base=4), current=current)
    assert isinstance(verdict, Accepted)
    assert (verdict.stored.revision, verdict.stored.answers) == (5, {})


@pytest.mark.parametrize(
    ("at", "late"),
    [(timedelta(0), False), (LIMIT - TICK, False), (LIMIT, True), (LIMIT + GRACE - TICK, True)],
)
def test_an_answer_in_the_grace_is_taken_and_marked_late(running: Build, at: timedelta, late: bool) -> None:
    verdict = decide(running(), a_command("a"), at=at)
    assert isinstance(verdict, Accepted)
    assert verdict.late is late


@pytest.mark.parametrize("at", [LIMIT + GRACE, LIMIT + timedelta(days=1)])
def test_no_answer_after_the_grace(running: Build, at: timedelta) -> None:
    with pytest.raises(BlockClosed):
        decide(running(), a_command("a"), at=at)


@pytest.mark.parametrize("state", [AttemptState.CLOSED, AttemptState.RELEASED])
def test_no_answer_after_the_submission_even_before_the_deadline(running: Build, state: AttemptState) -> None:
    with pytest.raises(BlockClosed):
        decide(running(state=state, closed_at=START), a_command("a"))


@pytest.mark.parametrize("state", [AttemptState.ASSIGNED, AttemptState.CONSENTED, AttemptState.CHECKED])
def test_no_answer_before_the_start(an_attempt: Build, state: AttemptState) -> None:
    with pytest.raises(AttemptNotRunning):
        decide(an_attempt(state=state), a_command("a"))


def test_a_superseded_device_writes_nothing(running: Build) -> None:
    with pytest.raises(DeviceSuperseded):
        decide(running(device_epoch=2), a_command("a", epoch=1))


@pytest.mark.parametrize(
    ("choices", "max_choices", "refusal"),
    [
        (("z",), 1, UnknownChoice),
        (("a", "z"), 2, UnknownChoice),
        (("a", "b"), 1, TooManyChoices),
        (("a", "b", "c"), 2, TooManyChoices),
        (("a", "a"), 2, TooManyChoices),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(
    running: Build, choices: tuple[str, ...], max_choices: int, refusal: type[ExamError]
) -> None:
    with pytest.raises(refusal):
        decide(running(), a_command(*choices), max_choices=max_choices)


@pytest.mark.parametrize("base", [0, 3, 5, -1])
def test_an_older_save_does_not_overwrite_a_newer_answer(running: Build, base: int) -> None:
    """Elsewhere an older autosave, arriving late, was graded instead of the last answer."""
    current = StoredResponse(3, 4, chosen("b"), START)
    assert decide(running(), a_command("a", base=base), current=current) == Stale(current)


def test_a_write_on_top_of_nothing_stored_is_stale(running: Build) -> None:
    verdict = decide(running(), a_command("a", base=2))
    assert verdict == Stale(StoredResponse(3, 0, {}, START))


@given(writes=st.lists(st.tuples(st.integers(0, 6), st.sampled_from(sorted(OPTIONS))), max_size=30))
@settings(deadline=None)
def test_stale_writes_never_change_the_current_response(writes: list[tuple[int, str]]) -> None:
    attempt = Attempt(
        id="a",
        candidate_id="c",
        programme_id="legislation",
        state=AttemptState.RUNNING,
        window_opens_at=START,
        window_closes_at=START + timedelta(hours=2),
        blocks=(BlockRun(limit=LIMIT, started_at=START),),
        device_epoch=1,
    )
    current: StoredResponse | None = None
    for base, choice in writes:
        seen = 0 if current is None else current.revision
        verdict = decide(attempt, a_command(choice, base=base), current=current)
        match verdict:
            case Accepted(stored):
                assert base == seen
                assert (stored.revision, stored.answers) == (seen + 1, chosen(choice))
                current = stored
            case Stale(kept):
                assert base != seen
                assert kept.revision == seen
                assert current in (None, kept)


class TestDigest:
    def test_a_repeat_with_other_measurements_is_the_same_write(self) -> None:
        command = a_command("a", "b", base=2)
        repeat = replace(command, epoch=9, client_at=START, dwell=timedelta(hours=1))
        require_same_body(repeat, body_digest(command))
        assert len(body_digest(command)) == 64

    @pytest.mark.parametrize(
        "other",
        [
            a_command("a", base=2, slot=4),
            a_command("a", base=3),
            a_command("b", base=2),
            a_command(base=2),
            a_command("a", "b", base=2),
        ],
    )
    def test_another_answer_under_the_same_operation_is_refused(self, other: RecordResponse) -> None:
        with pytest.raises(OperationReused):
            require_same_body(other, body_digest(a_command("a", base=2)))

    def test_ids_that_join_to_the_same_text_differ(self) -> None:
        assert body_digest(a_command("ab", "c")) != body_digest(a_command("a", "bc"))
