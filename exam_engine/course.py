"""How an attempt moves through its blocks: what the candidate may begin and end, and what time alone does.

`settle` brings an attempt to where time has taken it by `now`; whoever decides anything at `now` settles
first, so a job, a reader and a late writer all find the same attempt.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from exam_engine.added_time import Outage, credit_outages
from exam_engine.attempt import Attempt, AttemptState, CloseCause, changed, require_aware, require_state
from exam_engine.blocks import EndCause
from exam_engine.course_errors import BlockNotReady, EndNotAllowed
from exam_engine.errors import UnknownLanguage, WindowClosed, WindowNotOpen, WrongState
from item_bank.text import TEST_LANGUAGES


def next_change_at(attempt: Attempt, grace: timedelta) -> datetime | None:
    """Give the instant at which time alone changes the attempt next; None: never.

    A block that is not the last ends at its deadline, its late answers are still taken; the last one, and the
    attempt with it, closes when the grace is over too.
    """
    if attempt.state is not AttemptState.RUNNING:
        return None
    no, window_over = attempt.running_no, attempt.window_closes_at + grace
    if attempt.paused_at is not None:
        return window_over
    if no is None:
        starts_at = _starts_itself_at(attempt)
        return window_over if starts_at is None else starts_at
    deadline_at = attempt.block_deadline(no)
    assert deadline_at is not None  # noqa: S101  the block runs
    return deadline_at + grace if _is_last(attempt, no) else deadline_at


def settle(attempt: Attempt, *, grace: timedelta, now: datetime, outages: Sequence[Outage] = ()) -> Attempt:
    """Do what time alone has done by `now`; doing it again changes nothing.

    `outages` are ours: their time is added to the block that ran before its deadline is looked at.
    """
    require_aware(now)
    while True:
        credited = credit_outages(attempt, outages)
        due_at = next_change_at(credited, grace)
        if due_at is None or now < due_at:
            return credited
        attempt = _moved_by_time(credited)


def decide_start(attempt: Attempt, *, language: str, now: datetime) -> Attempt:
    """Begin the first block in the chosen language; starting again in that language changes nothing.

    Raises:
        UnknownLanguage: items are not kept in this language.
        WindowNotOpen, WindowClosed: `now` lies outside `[opens, closes)`.
        WrongState: consent or device check is missing, the attempt is closed or runs in another language.
    """
    if language not in TEST_LANGUAGES:
        raise UnknownLanguage(language)
    if attempt.state is AttemptState.RUNNING and attempt.language == language:
        return attempt
    if attempt.state is AttemptState.RUNNING or attempt.is_closed:
        raise WrongState(attempt.state.value)
    if require_aware(now) < attempt.window_opens_at:
        raise WindowNotOpen(attempt.id)
    if now >= attempt.window_closes_at:
        raise WindowClosed(attempt.id)
    require_state(attempt, AttemptState.CHECKED)
    return replace(_begun(attempt, 0, now), state=AttemptState.RUNNING, language=language)


def decide_block_start(attempt: Attempt, *, no: int, now: datetime) -> Attempt:
    """Begin the next block, also before the break is over; beginning the running one changes nothing.

    Raises:
        WrongState: the attempt does not run.
        BlockNotReady: another block is next, runs, or there is none of this number.
        WindowClosed: the window is over.
    """
    require_state(attempt, AttemptState.RUNNING)
    if attempt.running_no == no:
        return attempt
    if attempt.running_no is not None or attempt.next_no != no:
        raise BlockNotReady(str(no))
    if require_aware(now) >= attempt.window_closes_at:
        raise WindowClosed(attempt.id)
    return _begun(attempt, no, now)


def decide_block_finish(attempt: Attempt, *, no: int, now: datetime) -> Attempt:
    """End the running block; the last one closes the attempt. Ending a block that has ended changes nothing.

    Raises:
        WrongState: the attempt was never started.
        BlockNotReady: the block has not begun, or there is none of this number.
    """
    if attempt.is_closed:
        return attempt
    require_state(attempt, AttemptState.RUNNING)
    if not 0 <= no < len(attempt.blocks) or attempt.blocks[no].started_at is None:
        raise BlockNotReady(str(no))
    if attempt.running_no != no:
        return attempt
    if _is_last(attempt, no):
        return decide_submit(attempt, now)
    return _ended(attempt, no, *_end_at(attempt, no, now), paused_at=None)


def decide_submit(attempt: Attempt, now: datetime) -> Attempt:
    """Close a running attempt, whatever block runs; a closed one stays as it is.

    A submission at or after the last block's deadline counts as time up, at the deadline; one after the
    window's end, as time up at the window's end.

    Raises:
        WrongState: the attempt was never started.
    """
    if attempt.is_closed:
        return attempt
    require_state(attempt, AttemptState.RUNNING)
    no = attempt.running_no
    if require_aware(now) >= attempt.window_closes_at:
        return _closed(attempt, CloseCause.TIME_UP, attempt.window_closes_at)
    if no is None:
        return _closed(attempt, CloseCause.SUBMITTED, now)
    ended_at, cause = _end_at(attempt, no, now)
    time_up = cause is EndCause.TIME_UP and _is_last(attempt, no)
    return _closed(attempt, CloseCause.TIME_UP if time_up else CloseCause.SUBMITTED, ended_at)


def decide_end(attempt: Attempt, *, allowed: bool, now: datetime) -> Attempt:
    """Close a running attempt on a proctor's word; one that has closed stays as it is. What was answered counts.

    Raises:
        EndNotAllowed: the programme leaves that to nobody.
        WrongState: the attempt was never started.
    """
    if not allowed:
        raise EndNotAllowed(attempt.id)
    if attempt.is_closed:
        return attempt
    require_state(attempt, AttemptState.RUNNING)
    return _closed(attempt, CloseCause.ENDED, require_aware(now))


def _moved_by_time(attempt: Attempt) -> Attempt:
    """Make the one change that is due."""
    no, next_at = attempt.running_no, _starts_itself_at(attempt)
    if attempt.paused_at is not None:
        return _closed(attempt, CloseCause.TIME_UP, attempt.window_closes_at)
    if no is None and next_at is not None and attempt.next_no is not None:
        return _begun(attempt, attempt.next_no, next_at)
    deadline_at = attempt.window_closes_at if no is None else attempt.block_deadline(no)
    assert deadline_at is not None  # noqa: S101  the block runs
    if no is None or _is_last(attempt, no):
        return _closed(attempt, CloseCause.TIME_UP, deadline_at)
    return _ended(attempt, no, deadline_at, EndCause.TIME_UP)


def _starts_itself_at(attempt: Attempt) -> datetime | None:
    """Give the instant at which the next block begins by itself, if it does and the window still holds it."""
    no = attempt.next_no
    if attempt.running_no is not None or not no or not attempt.blocks[no - 1].next_starts_itself:
        return None
    ends_at = attempt.blocks[no - 1].break_ends_at()
    return ends_at if ends_at is not None and ends_at < attempt.window_closes_at else None


def _end_at(attempt: Attempt, no: int, now: datetime) -> tuple[datetime, EndCause]:
    """Give when and why a running block ends if the candidate ends it at `now`; a clock that stands, stands."""
    deadline_at = attempt.block_deadline(no)
    if attempt.paused_at is None and deadline_at is not None and now >= deadline_at:
        return deadline_at, EndCause.TIME_UP
    return now, EndCause.FINISHED


def _is_last(attempt: Attempt, no: int) -> bool:
    return no == len(attempt.blocks) - 1


def _begun(attempt: Attempt, no: int, now: datetime) -> Attempt:
    return _with_block(attempt, no, started_at=now)


def _ended(attempt: Attempt, no: int, ended_at: datetime, cause: EndCause, **changes: Any) -> Attempt:
    return replace(_with_block(attempt, no, ended_at=ended_at, end_cause=cause), **changes)


def _closed(attempt: Attempt, cause: CloseCause, closed_at: datetime) -> Attempt:
    no = attempt.running_no
    if no is not None:
        ended_by = EndCause.TIME_UP if cause is CloseCause.TIME_UP else EndCause.FINISHED
        attempt = _ended(attempt, no, closed_at, ended_by, paused_at=None)
    return changed(attempt, state=AttemptState.CLOSED, close_cause=cause, closed_at=closed_at)


def _with_block(attempt: Attempt, no: int, **changes: Any) -> Attempt:
    run = replace(attempt.blocks[no], **changes)
    return changed(attempt, blocks=(*attempt.blocks[:no], run, *attempt.blocks[no + 1 :]))
