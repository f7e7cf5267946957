"""Which window of a stage a person holds, and whether it may still be taken, exchanged or counted as missed.

Days are Astana's (source 002: all times are Astana time); bookings are taken at least one calendar day ahead
(source 000, step 4), first come first served. A decision returns every window whose count it changes: the store
writes them, by compare-and-swap on their versions, in one transaction with the booking, so that no place is
given twice. How often a booking may be moved, and when reminders go out, are our own starting points.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from exam_engine.attempt import require_aware
from exam_engine.errors import EmptyWindow, UnknownLanguage
from exam_engine.stage_errors import (
    AlreadyBooked,
    StageMissed,
    StageTaken,
    TooLateToBook,
    TooLateToMove,
    TooManyMoves,
    WindowFull,
    WindowStillOpen,
    WrongStage,
)
from exam_engine.working_days import ASTANA

_DAY = timedelta(days=1)


class BookingState(Enum):
    """What has become of a booking."""

    BOOKED = "booked"
    TAKEN = "taken"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a stage can be started, `[opens, closes)` in aware UTC, and how many people hold a place.

    Without a capacity everyone may come.
    """

    id: str
    stage_id: str
    opens_at: datetime
    closes_at: datetime
    languages: frozenset[str]
    capacity: int | None
    n_booked: int = 0
    version: int = 0

    def __post_init__(self) -> None:
        if require_aware(self.closes_at) <= require_aware(self.opens_at):
            raise EmptyWindow(self.id)

    @property
    def is_full(self) -> bool:
        """Tell whether no place is left."""
        return self.capacity is not None and self.n_booked >= self.capacity

    @property
    def opens_on(self) -> date:
        """Give the day in Astana on which the window opens."""
        return astana_day(self.opens_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A person's place in a window, with the language chosen for this stage alone."""

    id: str
    person_id: str
    stage_id: str
    window_id: str
    language: str
    state: BookingState = BookingState.BOOKED
    booked_at: datetime
    n_moves: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRules:
    """What a stage asks of bookings; days are calendar days in Astana.

    `second_chance`: who missed the stage may book it again (source 002: not for the assessment centre).
    """

    days_ahead: int = 1
    days_ahead_to_move: int = 1
    most_moves: int = 2
    second_chance: bool = False
    reminders: tuple[timedelta, ...] = (timedelta(days=1), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Booked:
    """The booking as it will be, and the windows whose count changes with it."""

    booking: Booking
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookWindow:
    """A wish to come in a window, in a language."""

    booking_id: str
    person_id: str
    language: str


def astana_day(instant: datetime) -> date:
    """Give the day an aware instant falls on in Astana."""
    return require_aware(instant).astimezone(ZoneInfo(ASTANA)).date()


def whole_day(day: date) -> tuple[datetime, datetime]:
    """Give the instants between which a stage of "any time of the day" is open: Astana's whole `day`.

    A notice writes 00:00–23:59 (source 002); the minute 23:59 belongs to it, so it ends with the day.
    """
    opens_at, closes_at = (datetime.combine(d, time(), ZoneInfo(ASTANA)) for d in (day, day + _DAY))
    return opens_at.astimezone(UTC), closes_at.astimezone(UTC)


def decide_booking(
    rules: BookingRules, window: Window, command: BookWindow, *, former: Booking | None, now: datetime
) -> Booked:
    """Give a place in the window; asking again for the place one holds changes nothing.

    `former` is the person's latest booking of this stage.

    Raises:
        AlreadyBooked, StageTaken, StageMissed: what has become of the former booking forbids a new one.
        TooLateToBook: the window is open, or opens in fewer than `days_ahead` calendar days.
        UnknownLanguage: the stage is not held in this language.
        WindowFull: no place is left.
        WrongStage: the former booking is of another stage.
    """
    if former is not None:
        _require_stage(former, window)
        if former.state is BookingState.BOOKED and _is_same(former, window, command.language):
            return Booked(former)
        _require_free(rules, former)
    _require_ahead(rules, window, now)
    _require_language(window, command.language)
    booking = Booking(
        id=command.booking_id,
        person_id=command.person_id,
        stage_id=window.stage_id,
        window_id=window.id,
        language=command.language,
        booked_at=now,
    )
    return Booked(booking, (_entered(window),))


def decide_reschedule(
    rules: BookingRules, booking: Booking, *, held: Window, wanted: Window, language: str, now: datetime
) -> Booked:
    """Exchange the place for one in another window, or the language; the old place becomes free.

    The new place is taken before the old one is given up: who finds a full window keeps what they have.

    Raises:
        StageTaken, StageMissed: the booking is over.
        TooLateToMove: the window held is open, or opens in fewer than `days_ahead_to_move` calendar days.
        TooManyMoves: it was moved `most_moves` times.
        WrongStage, TooLateToBook, UnknownLanguage, WindowFull: as for a booking.
    """
    _require_booked(booking)
    _require_window(booking, held)
    if _is_same(booking, wanted, language):
        return Booked(booking)
    if _days_until(held, now) < rules.days_ahead_to_move or now >= held.opens_at:
        raise TooLateToMove(booking.id)
    if booking.n_moves >= rules.most_moves:
        raise TooManyMoves(booking.id)
    _require_stage(booking, wanted)
    _require_ahead(rules, wanted, now)
    _require_language(wanted, language)
    windows = () if wanted.id == held.id else (_entered(wanted), _left(held))
    moved = replace(booking, n_moves=booking.n_moves + 1, booked_at=now, version=booking.version + 1)
    return Booked(replace(moved, window_id=wanted.id, language=language), windows)


def decide_no_show(booking: Booking, window: Window, *, came: bool, now: datetime) -> Booking:
    """Settle a booking: taken as soon as the person came, missed once the window closed without them.

    A booking that is settled stays as it is.

    Raises:
        WindowStillOpen: the person has not come and the window is not closed yet.
        WrongStage: the booking is of another window.
    """
    _require_window(booking, window)
    if booking.state is not BookingState.BOOKED:
        return booking
    if came:
        return _settled(booking, BookingState.TAKEN)
    if require_aware(now) < window.closes_at:
        raise WindowStillOpen(window.id)
    return _settled(booking, BookingState.MISSED)


def reminders_at(rules: BookingRules, booking: Booking, window: Window) -> tuple[datetime, ...]:
    """Give the instants at which the person is reminded, in order; none lies before the booking."""
    if booking.state is not BookingState.BOOKED:
        return ()
    instants = (window.opens_at - before for before in rules.reminders)
    return tuple(sorted({instant for instant in instants if instant > booking.booked_at}))


def reminders_due(instants: Iterable[datetime], *, since: datetime, now: datetime) -> tuple[datetime, ...]:
    """Give the reminders of `(since, now]`: sweeps that follow each other meet every one exactly once."""
    return tuple(instant for instant in instants if since < instant <= now)


def _require_free(rules: BookingRules, former: Booking) -> None:
    match former.state:
        case BookingState.BOOKED:
            raise AlreadyBooked(former.id)
        case BookingState.TAKEN:
            raise StageTaken(former.id)
        case BookingState.MISSED:
            if not rules.second_chance:
                raise StageMissed(former.id)


def _require_booked(booking: Booking) -> None:
    match booking.state:
        case BookingState.BOOKED:
            return
        case BookingState.TAKEN:
            raise StageTaken(booking.id)
        case BookingState.MISSED:
            raise StageMissed(booking.id)


def _require_stage(booking: Booking, window: Window) -> None:
    if booking.stage_id != window.stage_id:
        raise WrongStage(window.id)


def _require_window(booking: Booking, window: Window) -> None:
    if booking.window_id != window.id:
        raise WrongStage(window.id)


def _require_ahead(rules: BookingRules, window: Window, now: datetime) -> None:
    if _days_until(window, now) < rules.days_ahead or now >= window.opens_at:
        raise TooLateToBook(window.id)


def _require_language(window: Window, language: str) -> None:
    if language not in window.languages:
        raise UnknownLanguage(language)


def _days_until(window: Window, now: datetime) -> int:
    return (window.opens_on - astana_day(now)).days


def _is_same(booking: Booking, window: Window, language: str) -> bool:
    return booking.window_id == window.id and booking.language == language


def _entered(window: Window) -> Window:
    if window.is_full:
        raise WindowFull(window.id)
    return replace(window, n_booked=window.n_booked + 1, version=window.version + 1)


def _left(window: Window) -> Window:
    return replace(window, n_booked=window.n_booked - 1, version=window.version + 1)


def _settled(booking: Booking, state: BookingState) -> Booking:
    return replace(booking, state=state, version=booking.version + 1)
