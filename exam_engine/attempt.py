"""What state an attempt is in, and which step may follow at a given instant.

Every decision returns the attempt as it will be, with `version` one higher, or the very same object
when nothing changes; the store updates it where the stored version is the old one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from exam_engine.errors import (
    ConsentOutdated,
    DeviceCheckFailed,
    DeviceSuperseded,
    EmptyWindow,
    NaiveInstant,
    OpenElsewhere,
    TimeNotUp,
    UnknownLanguage,
    WindowClosed,
    WindowNotOpen,
    WrongState,
)
from item_bank.text import TEST_LANGUAGES


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


class Phase(Enum):
    """What an instant means for answering: phases follow each other in this order."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One sitting. Instants are aware UTC; the window is half open, `[opens, closes)`.

    `device_epoch` counts the devices that held the attempt; only the latest may write.
    """

    id: str
    candidate_id: str
    programme_id: str
    state: AttemptState = AttemptState.ASSIGNED
    language: str | None = None
    window_opens_at: datetime
    window_closes_at: datetime
    consented_at: datetime | None = None
    consent_version: str | None = None
    checked_at: datetime | None = None
    started_at: datetime | None = None
    limit: timedelta
    extra_time: timedelta = timedelta(0)
    closed_at: datetime | None = None
    close_cause: CloseCause | None = None
    device_epoch: int = 0
    device_id: str | None = None
    device_seen_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        for instant in (self.window_opens_at, self.window_closes_at, self.started_at, self.closed_at):
            if instant is not None:
                require_aware(instant)
        if self.window_closes_at <= self.window_opens_at:
            raise EmptyWindow(self.id)

    @property
    def deadline_at(self) -> datetime | None:
        """Give the end of the candidate's time: the limit with extra time, cut by the window's end."""
        if self.started_at is None:
            return None
        return min(self.started_at + self.limit + self.extra_time, self.window_closes_at)

    @property
    def is_closed(self) -> bool:
        """Tell whether the attempt takes no more responses for good."""
        return self.state in (AttemptState.CLOSED, AttemptState.RELEASED)


def require_aware(instant: datetime) -> datetime:
    """Pass an aware instant on.

    Raises:
        NaiveInstant: it has no time zone.
    """
    if instant.utcoffset() is None:
        raise NaiveInstant(instant.isoformat())
    return instant


def answers_until(attempt: Attempt, grace: timedelta) -> datetime | None:
    """Give the instant from which no response is taken; the sweeper closes the attempt then."""
    deadline_at = attempt.deadline_at
    return None if deadline_at is None else deadline_at + grace


def phase_at(attempt: Attempt, grace: timedelta, now: datetime) -> Phase:
    """Tell what `now` means: [started, deadline) open, [deadline, deadline + grace) grace.

    The grace is for answers already given that the line delayed; the candidate never sees it.
    """
    require_aware(now)
    if attempt.is_closed:
        return Phase.OVER
    if attempt.started_at is None or attempt.deadline_at is None or now < attempt.started_at:
        return Phase.NOT_STARTED
    if now < attempt.deadline_at:
        return Phase.OPEN
    return Phase.GRACE if now < attempt.deadline_at + grace else Phase.OVER


def decide_consent(attempt: Attempt, *, text_version: str, expected_version: str, now: datetime) -> Attempt:
    """Record the consent; consenting again to the same text changes nothing.

    Raises:
        ConsentOutdated: the text read is not the one in force.
        WrongState: the attempt has already been started.
    """
    if text_version != expected_version:
        raise ConsentOutdated(text_version)
    _require_state(attempt, AttemptState.ASSIGNED, AttemptState.CONSENTED, AttemptState.CHECKED)
    if attempt.consent_version == text_version:
        return attempt
    state = AttemptState.CONSENTED if attempt.state is AttemptState.ASSIGNED else attempt.state
    return _changed(attempt, state=state, consented_at=require_aware(now), consent_version=text_version)


def decide_device_check(attempt: Attempt, *, passed: bool, now: datetime) -> Attempt:
    """Record a passed device check; it may be repeated, also while the attempt runs on a new device.

    Raises:
        WrongState: no consent yet, or the attempt is closed.
        DeviceCheckFailed: a step of the check failed.
    """
    _require_state(attempt, AttemptState.CONSENTED, AttemptState.CHECKED, AttemptState.RUNNING)
    if not passed:
        raise DeviceCheckFailed(attempt.id)
    state = AttemptState.CHECKED if attempt.state is AttemptState.CONSENTED else attempt.state
    return _changed(attempt, state=state, checked_at=require_aware(now))


def decide_start(attempt: Attempt, *, language: str, now: datetime) -> Attempt:
    """Start the clock in the chosen language; starting again in that language changes nothing.

    Raises:
        UnknownLanguage: items are not kept in this language.
        WindowNotOpen, WindowClosed: `now` lies outside `[opens, closes)`.
        WrongState: consent or device check is missing, the attempt is closed or runs in another language.
    """
    if language not in TEST_LANGUAGES:
        raise UnknownLanguage(language)
    if attempt.state is AttemptState.RUNNING and attempt.language == language:
        return attempt
    _require_before(attempt, AttemptState.RUNNING)
    if require_aware(now) < attempt.window_opens_at:
        raise WindowNotOpen(attempt.id)
    if now >= attempt.window_closes_at:
        raise WindowClosed(attempt.id)
    _require_state(attempt, AttemptState.CHECKED)
    return _changed(attempt, state=AttemptState.RUNNING, language=language, started_at=now)


def decide_device(
    attempt: Attempt, *, device_id: str, takeover: bool, now: datetime, active_within: timedelta
) -> Attempt:
    """Give the attempt to a device: the same device keeps its epoch, another raises it by one.

    A device is active for `active_within` after it was last seen; until then another needs `takeover`.

    Raises:
        OpenElsewhere: another device is active and `takeover` is not asked.
        WrongState: the attempt is closed.
    """
    _require_before(attempt, AttemptState.CLOSED)
    if device_id == attempt.device_id:
        return _changed(attempt, device_seen_at=require_aware(now))
    if not takeover and _is_active(attempt, now, active_within):
        raise OpenElsewhere(attempt.id)
    epoch = attempt.device_epoch + 1
    return _changed(attempt, device_id=device_id, device_epoch=epoch, device_seen_at=require_aware(now))


def require_device(attempt: Attempt, epoch: int) -> None:
    """Let only the device that holds the attempt go on.

    Raises:
        DeviceSuperseded: `epoch` is not the current one.
    """
    if epoch != attempt.device_epoch:
        raise DeviceSuperseded(attempt.id)


def decide_close(attempt: Attempt, *, cause: CloseCause, now: datetime) -> Attempt:
    """Close a running attempt; a closed one stays as it is.

    A submission at or after the deadline counts as time up; time up always closes at the deadline.

    Raises:
        TimeNotUp: the cause is time up and the deadline has not come.
        WrongState: the attempt was never started.
    """
    if attempt.is_closed:
        return attempt
    _require_state(attempt, AttemptState.RUNNING)
    deadline_at = attempt.deadline_at
    if deadline_at is not None and require_aware(now) >= deadline_at:
        return _closed(attempt, CloseCause.TIME_UP, deadline_at)
    if cause is CloseCause.TIME_UP:
        raise TimeNotUp(attempt.id)
    return _closed(attempt, cause, now)


def decide_release(attempt: Attempt, now: datetime) -> Attempt:
    """Release the result to the candidate; a released one stays as it is.

    Raises:
        WrongState: the attempt is not closed yet.
    """
    require_aware(now)
    if attempt.state is AttemptState.RELEASED:
        return attempt
    _require_state(attempt, AttemptState.CLOSED)
    return _changed(attempt, state=AttemptState.RELEASED)


def _closed(attempt: Attempt, cause: CloseCause, closed_at: datetime) -> Attempt:
    return _changed(attempt, state=AttemptState.CLOSED, close_cause=cause, closed_at=closed_at)


def _is_active(attempt: Attempt, now: datetime, active_within: timedelta) -> bool:
    seen_at = attempt.device_seen_at
    return attempt.device_id is not None and seen_at is not None and now < seen_at + active_within


def _require_state(attempt: Attempt, *states: AttemptState) -> None:
    if attempt.state not in states:
        raise WrongState(attempt.state.value)


def _require_before(attempt: Attempt, state: AttemptState) -> None:
    order = list(AttemptState)
    _require_state(attempt, *order[: order.index(state)])


def _changed(attempt: Attempt, **changes: Any) -> Attempt:
    return replace(attempt, version=attempt.version + 1, **changes)
