"""What is added to a block's time, by whom and why: extra time, credits for outages, pauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from exam_engine.attempt import Attempt, AttemptState, changed, require_aware, require_state
from exam_engine.blocks import NO_TIME, BlockRun, BlockState
from exam_engine.course_errors import (
    BadAddition,
    BlockNotReady,
    BlockOver,
    NotCredited,
    NotPaused,
    PauseNotAllowed,
)
from exam_engine.errors import WrongState

MOST_MINUTES = 24 * 60
MOST_PERCENT = 300


class Ground(Enum):
    """Why time was added."""

    ACCOMMODATION = "accommodation"
    EXTRA_TIME = "extra_time"
    SERVER_OUTAGE = "server_outage"
    NETWORK_OUTAGE = "network_outage"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes, for each block that they are given to."""

    number: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of each block's limit in whole per cent, rounded up to a second."""

    number: int


Amount = Minutes | Percent


@dataclass(frozen=True, slots=True)
class Addition:
    """So much was added to a block."""

    block_no: int
    length: timedelta


@dataclass(frozen=True, slots=True)
class Outage:
    """A span in which no server of ours was alive, `[begins_at, ends_at)`, aware UTC."""

    begins_at: datetime
    ends_at: datetime


def length_of(amount: Amount, limit: timedelta) -> timedelta:
    """Give an amount's length for a block of this limit, in whole seconds, rounded up.

    Raises:
        BadAddition: it is not positive, or more than a day or three times the limit.
    """
    match amount:
        case Minutes(number):
            _require(1 <= number <= MOST_MINUTES)
            return timedelta(minutes=number)
        case Percent(number):
            _require(1 <= number <= MOST_PERCENT)
            return timedelta(seconds=-(-limit * number // timedelta(seconds=100)))


def decide_extra_time(attempt: Attempt, *, block_no: int | None, amount: Amount) -> Attempt:
    """Add extra time to one block, or to every block that has not ended; before the start or during.

    The attempt is settled: a block whose deadline has passed has ended, but for the last within its grace.

    Raises:
        WrongState: the attempt is closed.
        BlockNotReady: there is no such block.
        BlockOver: it has ended.
        BadAddition: the amount is out of bounds.
    """
    if attempt.is_closed:
        raise WrongState(attempt.state.value)
    return _added(
        attempt, {no: length_of(amount, attempt.blocks[no].limit) for no in _open(attempt, block_no)}
    )


def decide_credit(attempt: Attempt, *, block_no: int | None, amount: Amount, allowed: bool) -> Attempt:
    """Give back time that an outage not of ours took, where the programme's policy has it.

    Raises:
        NotCredited: the policy does not.
        And what `decide_extra_time` raises.
    """
    if not allowed:
        raise NotCredited(attempt.id)
    return decide_extra_time(attempt, block_no=block_no, amount=amount)


def credit_outages(attempt: Attempt, outages: Sequence[Outage]) -> Attempt:
    """Give the running block back what outages of ours took; crediting them again changes nothing.

    An outage that begins while the block has time left counts to its end: whoever had 59 s left when the
    server went has 59 s left when it is back. What begins after the deadline took nothing.
    """
    no = attempt.running_no
    if no is None or attempt.paused_at is not None:
        return attempt
    for outage in sorted(outages, key=lambda one: one.begins_at):
        attempt = _credited(attempt, no, outage)
    return attempt


def decide_pause(attempt: Attempt, *, allowed: bool, now: datetime) -> Attempt:
    """Stop the clock of the running block; pausing again changes nothing.

    Raises:
        PauseNotAllowed: the programme has no pauses.
        WrongState: the attempt does not run.
        BlockNotReady: it is in a break.
        BlockOver: the block's time is over.
    """
    if not allowed:
        raise PauseNotAllowed(attempt.id)
    require_state(attempt, AttemptState.RUNNING)
    no = attempt.running_no
    if no is None:
        raise BlockNotReady("break")
    if attempt.paused_at is not None:
        return attempt
    deadline_at = attempt.block_deadline(no)
    if deadline_at is not None and require_aware(now) >= deadline_at:
        raise BlockOver(str(no))
    return changed(attempt, paused_at=now)


def decide_resume(attempt: Attempt, now: datetime) -> Attempt:
    """Let the clock go on with what was left when it stopped.

    Raises:
        NotPaused: it does not stand.
    """
    no = attempt.running_no
    if no is None or attempt.paused_at is None:
        raise NotPaused(attempt.id)
    length = max(NO_TIME, require_aware(now) - attempt.paused_at)
    run = replace(attempt.blocks[no], extra=attempt.blocks[no].extra + length, credited_until=now)
    return changed(attempt, paused_at=None, blocks=_replaced(attempt, no, run))


def additions(before: Attempt, after: Attempt) -> tuple[Addition, ...]:
    """Tell what was added between two states of an attempt, block by block."""
    pairs = enumerate(zip(before.blocks, after.blocks, strict=True))
    return tuple(Addition(no, new.extra - old.extra) for no, (old, new) in pairs if new.extra != old.extra)


def gaps(lives: Iterable[tuple[datetime, datetime]]) -> tuple[Outage, ...]:
    """Give the spans between lives `(started, last seen)` in which none was alive, oldest first."""
    found: list[Outage] = []
    alive_to: datetime | None = None
    for started_at, seen_at in sorted(lives):
        if alive_to is not None and started_at > alive_to:
            found.append(Outage(alive_to, started_at))
        alive_to = seen_at if alive_to is None else max(alive_to, seen_at)
    return tuple(found)


def _credited(attempt: Attempt, no: int, outage: Outage) -> Attempt:
    run, deadline_at = attempt.blocks[no], attempt.block_deadline(no)
    assert run.started_at is not None  # noqa: S101  the block runs
    assert deadline_at is not None  # noqa: S101  the block runs
    begins_at = max(outage.begins_at, run.started_at, run.credited_until or run.started_at)
    if begins_at >= outage.ends_at or begins_at >= deadline_at:
        return attempt
    credited = replace(run, extra=run.extra + (outage.ends_at - begins_at), credited_until=outage.ends_at)
    return changed(attempt, blocks=_replaced(attempt, no, credited))


def _open(attempt: Attempt, block_no: int | None) -> list[int]:
    """Give the numbers of the blocks that time can be added to."""
    if block_no is None:
        return [no for no in range(len(attempt.blocks)) if attempt.block_state(no) is not BlockState.DONE]
    if not 0 <= block_no < len(attempt.blocks):
        raise BlockNotReady(str(block_no))
    if attempt.block_state(block_no) is BlockState.DONE:
        raise BlockOver(str(block_no))
    return [block_no]


def _added(attempt: Attempt, lengths: dict[int, timedelta]) -> Attempt:
    blocks = tuple(
        replace(run, extra=run.extra + lengths.get(no, NO_TIME)) for no, run in enumerate(attempt.blocks)
    )
    return changed(attempt, blocks=blocks)


def _replaced(attempt: Attempt, no: int, run: BlockRun) -> tuple[BlockRun, ...]:
    return (*attempt.blocks[:no], run, *attempt.blocks[no + 1 :])


def _require(holds: bool) -> None:
    if not holds:
        raise BadAddition(f"1 to {MOST_MINUTES} minutes or {MOST_PERCENT} per cent")
