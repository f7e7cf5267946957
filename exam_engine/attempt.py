"""What state an attempt is in, and which step towards its start or after its end may follow.

Every decision returns the attempt as it will be, with a higher `version`, or the very same object
when nothing changes; the store updates it where the stored version is the old one. How an attempt moves
through its blocks is in `course`, what is added to its time in `added_time`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from exam_engine.blocks import NO_TIME, BlockRun, BlockState, EndCause
from exam_engine.course_errors import BadBlock
from exam_engine.errors import (
    ConsentOutdated,
    DeviceCheckFailed,
    DeviceSuperseded,
    EmptyWindow,
    NaiveInstant,
    OpenElsewhere,
    WrongState,
)


class AttemptState(Enum):
    """How far an attempt has come; states follow each other in this order."""

    ASSIGNED = "assigned"
    CONSENTED = "consented"
    CHECKED = "checked"
    RUNNING = "running"
    CLOSED = "closed"
    RELEASED = "released"


class CloseCause(Enum):
    """Why an attempt closed."""

    SUBMITTED = "submitted"
    TIME_UP = "time_up"
    ENDED = "ended"


class Phase(Enum):
    """What an instant means for answering in a block."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    PAUSED = "paused"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Accommodations:
    """What makes the test fair for this person; extra time in per cent of each block's limit."""

    extra_percent: int = 0
    larger_text: bool = False
    high_contrast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One sitting. Instants are aware UTC; the window is half open, `[opens, closes)`.

    `programme_version_id` names the version it is bound to, None the one that came with the product.
    `direction`: the candidate's, by which a task may be drawn. `paused_at`: the clock stands since then.
    `device_epoch` counts the devices that held the attempt; only the latest may write.
    """

    id: str
    candidate_id: str
    programme_id: str
    programme_version_id: str | None = None
    direction: str | None = None
    accommodations: Accommodations = Accommodations()
    state: AttemptState = AttemptState.ASSIGNED
    language: str | None = None
    window_opens_at: datetime
    window_closes_at: datetime
    consented_at: datetime | None = None
    consent_version: str | None = None
    checked_at: datetime | None = None
    blocks: tuple[BlockRun, ...]
    paused_at: datetime | None = None
    closed_at: datetime | None = None
    close_cause: CloseCause | None = None
    device_epoch: int = 0
    device_id: str | None = None
    device_seen_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if not self.blocks:
            raise BadBlock(self.id)
        for instant in (self.window_opens_at, self.window_closes_at, self.started_at, self.closed_at):
            if instant is not None:
                require_aware(instant)
        if self.window_closes_at <= self.window_opens_at:
            raise EmptyWindow(self.id)

    @property
    def started_at(self) -> datetime | None:
        """Give the instant the first block began, which is the attempt's beginning."""
        return self.blocks[0].started_at

    @property
    def limit(self) -> timedelta:
        """Give the limits of all blocks together."""
        return sum((run.limit for run in self.blocks), NO_TIME)

    @property
    def extra_time(self) -> timedelta:
        """Give what was added to all blocks together."""
        return sum((run.extra for run in self.blocks), NO_TIME)

    @property
    def running_no(self) -> int | None:
        """Give the number of the block that runs, if one does."""
        if self.state is not AttemptState.RUNNING:
            return None
        return next((no for no, run in enumerate(self.blocks) if run.runs), None)

    @property
    def next_no(self) -> int | None:
        """Give the number of the block that is to be begun next, if there is one."""
        return next((no for no, run in enumerate(self.blocks) if run.started_at is None), None)

    @property
    def latest_no(self) -> int:
        """Give the number of the block begun last, or 0."""
        return max((no for no, run in enumerate(self.blocks) if run.started_at is not None), default=0)

    @property
    def deadline_at(self) -> datetime | None:
        """Give the end of the running block's time; of a closed attempt, that of its last block begun.

        None before the start, in a break, and while the clock stands.
        """
        if self.is_closed:
            return self.block_deadline(self.latest_no)
        no = self.running_no
        return None if no is None or self.paused_at is not None else self.block_deadline(no)

    @property
    def break_until(self) -> datetime | None:
        """Give the end of the break the attempt is in: the window's end cuts it. None: it is in no break."""
        no = self.next_no
        if self.state is not AttemptState.RUNNING or self.running_no is not None or no is None:
            return None
        ends_at = self.blocks[no - 1].break_ends_at()
        return None if ends_at is None else min(ends_at, self.window_closes_at)

    @property
    def is_closed(self) -> bool:
        """Tell whether the attempt takes no more responses for good."""
        return self.state in (AttemptState.CLOSED, AttemptState.RELEASED)

    def block_deadline(self, no: int) -> datetime | None:
        """Give the end of a block's time; None before it begins."""
        return self.blocks[no].deadline(self.window_closes_at)

    def block_state(self, no: int) -> BlockState:
        """Tell how far a block has come; of a closed attempt every block is done."""
        if self.is_closed or self.blocks[no].ended_at is not None:
            return BlockState.DONE
        if self.blocks[no].runs:
            return BlockState.RUNNING
        may_start = self.state in (AttemptState.CHECKED, AttemptState.RUNNING)
        return (
            BlockState.READY
            if may_start and no == self.next_no and self.running_no is None
            else (BlockState.LOCKED)
        )


def require_aware(instant: datetime) -> datetime:
    """Pass an aware instant on.

    Raises:
        NaiveInstant: it has no time zone.
    """
    if instant.utcoffset() is None:
        raise NaiveInstant(instant.isoformat())
    return instant


def phase_at(attempt: Attempt, grace: timedelta, now: datetime) -> Phase:
    """Tell what `now` means for the block begun last."""
    return block_phase_at(attempt, attempt.latest_no, grace, now)


def block_phase_at(attempt: Attempt, no: int, grace: timedelta, now: datetime) -> Phase:
    """Tell what `now` means for a block: [started, deadline) open, [deadline, deadline + grace) grace.

    The grace is for answers already given that the line delayed; the candidate never sees it. A block that
    its time ended keeps it while the next one runs already; one that the candidate finished has none, and
    neither has a closed attempt. A pause has one too, from its beginning.
    """
    require_aware(now)
    run, deadline_at = attempt.blocks[no], attempt.block_deadline(no)
    if attempt.is_closed:
        return Phase.OVER
    if run.started_at is None or deadline_at is None or now < run.started_at:
        return Phase.NOT_STARTED
    if run.end_cause is EndCause.FINISHED:
        return Phase.OVER
    if attempt.paused_at is not None and run.runs and now < attempt.window_closes_at:
        return Phase.GRACE if now < attempt.paused_at + grace else Phase.PAUSED
    if attempt.paused_at is not None and run.runs:
        deadline_at = attempt.window_closes_at
    if now < deadline_at:
        return Phase.OPEN
    return Phase.GRACE if now < deadline_at + grace else Phase.OVER


def decide_consent(attempt: Attempt, *, text_version: str, expected_version: str, now: datetime) -> Attempt:
    """Record the consent; consenting again to the same text changes nothing.

    Raises:
        ConsentOutdated: the text read is not the one in force.
        WrongState: the attempt has already been started.
    """
    if text_version != expected_version:
        raise ConsentOutdated(text_version)
    require_state(attempt, AttemptState.ASSIGNED, AttemptState.CONSENTED, AttemptState.CHECKED)
    if attempt.consent_version == text_version:
        return attempt
    state = AttemptState.CONSENTED if attempt.state is AttemptState.ASSIGNED else attempt.state
    return changed(attempt, state=state, consented_at=require_aware(now), consent_version=text_version)


def decide_device_check(attempt: Attempt, *, passed: bool, now: datetime) -> Attempt:
    """Record a passed device check; it may be repeated, also while the attempt runs on a new device.

    Raises:
        WrongState: no consent yet, or the attempt is closed.
        DeviceCheckFailed: a step of the check failed.
    """
    require_state(attempt, AttemptState.CONSENTED, AttemptState.CHECKED, AttemptState.RUNNING)
    if not passed:
        raise DeviceCheckFailed(attempt.id)
    state = AttemptState.CHECKED if attempt.state is AttemptState.CONSENTED else attempt.state
    return changed(attempt, state=state, checked_at=require_aware(now))


def decide_device(
    attempt: Attempt, *, device_id: str, takeover: bool, now: datetime, active_within: timedelta
) -> Attempt:
    """Give the attempt to a device: the same device keeps its epoch, another raises it by one.

    A device is active for `active_within` after it was last seen; until then another needs `takeover`.

    Raises:
        OpenElsewhere: another device is active and `takeover` is not asked.
        WrongState: the attempt is closed.
    """
    if attempt.is_closed:
        raise WrongState(attempt.state.value)
    if device_id == attempt.device_id:
        return changed(attempt, device_seen_at=require_aware(now))
    if not takeover and _is_active(attempt, now, active_within):
        raise OpenElsewhere(attempt.id)
    epoch = attempt.device_epoch + 1
    return changed(attempt, device_id=device_id, device_epoch=epoch, device_seen_at=require_aware(now))


def require_device(attempt: Attempt, epoch: int) -> None:
    """Let only the device that holds the attempt go on.

    Raises:
        DeviceSuperseded: `epoch` is not the current one.
    """
    if epoch != attempt.device_epoch:
        raise DeviceSuperseded(attempt.id)


def decide_release(attempt: Attempt, now: datetime) -> Attempt:
    """Release the result to the candidate; a released one stays as it is.

    Raises:
        WrongState: the attempt is not closed yet.
    """
    require_aware(now)
    if attempt.state is AttemptState.RELEASED:
        return attempt
    require_state(attempt, AttemptState.CLOSED)
    return changed(attempt, state=AttemptState.RELEASED)


def require_state(attempt: Attempt, *states: AttemptState) -> None:
    """Let an attempt in one of the states pass.

    Raises:
        WrongState: it is in another.
    """
    if attempt.state not in states:
        raise WrongState(attempt.state.value)


def changed(attempt: Attempt, **changes: Any) -> Attempt:
    """Give the attempt with the changes and the next version."""
    return replace(attempt, version=attempt.version + 1, **changes)


def _is_active(attempt: Attempt, now: datetime, active_within: timedelta) -> bool:
    seen_at = attempt.device_seen_at
    return attempt.device_id is not None and seen_at is not None and now < seen_at + active_within
