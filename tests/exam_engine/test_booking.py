"""Booking: days in Astana, capacity, exchange, no-shows and reminders at their edges."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exam_engine.booking import (
    Booking,
    BookingRules,
    BookingState,
    BookWindow,
    Window,
    decide_booking,
    decide_no_show,
    decide_reschedule,
    reminders_at,
    reminders_due,
    whole_day,
)
from exam_engine.errors import EmptyWindow, ExamError, NaiveInstant, UnknownLanguage
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

RULES = BookingRules()
TICK = timedelta(microseconds=1)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Almaty")).astimezone(UTC)


def a_window(opens: str = "2026-11-24T10:00", **changes: Any) -> Window:
    values: dict[str, Any] = {
        "id": opens,
        "stage_id": "legislation",
        "opens_at": astana(opens),
        "closes_at": astana(opens) + timedelta(hours=2),
        "languages": frozenset({"kk", "ru"}),
        "capacity": 2,
    }
    return Window(**values | changes)


def a_booking(window: Window, **changes: Any) -> Booking:
    values: dict[str, Any] = {
        "id": "booking-1",
        "person_id": "person-1",
        "stage_id": window.stage_id,
        "window_id": window.id,
        "language": "kk",
        "booked_at": astana("2026-11-01T12:00"),
        "version": 3,
    }
    return Booking(**values | changes)


WISH = BookWindow(booking_id="booking-1", person_id="person-1", language="kk")
EARLY = astana("2026-11-10T12:00")
TUESDAY, WEDNESDAY = a_window("2026-11-24T10:00", n_booked=1), a_window("2026-11-25T10:00")
HELD = a_booking(TUESDAY)


def test_a_booking_takes_one_place() -> None:
    decided = decide_booking(RULES, TUESDAY, WISH, former=None, now=EARLY)
    assert decided.booking == a_booking(TUESDAY, booked_at=EARLY, version=0)
    assert decided.windows == (replace(TUESDAY, n_booked=2, version=1),)


@pytest.mark.parametrize(
    ("now", "opens", "refusal"),
    [
        ("2026-11-23T00:00", "2026-11-24T00:00", None),
        ("2026-11-23T23:59:59.999999", "2026-11-24T00:00", None),
        ("2026-11-24T00:00", "2026-11-24T00:00", TooLateToBook),
        ("2026-11-24T00:00", "2026-11-24T23:59", TooLateToBook),
        ("2026-11-24T00:00", "2026-11-25T00:00", None),
        ("2026-11-25T09:00", "2026-11-24T10:00", TooLateToBook),
        ("2026-12-31T23:59", "2027-01-01T00:00", None),
    ],
)
def test_one_calendar_day_ahead_in_astana(now: str, opens: str, refusal: type[ExamError] | None) -> None:
    window = a_window(opens)
    if refusal is None:
        assert decide_booking(RULES, window, WISH, former=None, now=astana(now)).booking.window_id == opens
    else:
        with pytest.raises(refusal):
            decide_booking(RULES, window, WISH, former=None, now=astana(now))


def test_the_calendar_day_is_astanas_not_greenwichs() -> None:
    """18:59 UTC is still Monday in Astana, 19:00 UTC is Tuesday; both are Monday in Greenwich."""
    window = a_window("2026-11-24T10:00")
    monday = datetime(2026, 11, 23, 18, 59, 59, tzinfo=UTC)
    assert decide_booking(RULES, window, WISH, former=None, now=monday).windows
    with pytest.raises(TooLateToBook):
        decide_booking(RULES, window, WISH, former=None, now=monday + timedelta(seconds=1))


@pytest.mark.parametrize(("days", "latest"), [(0, "2026-11-24T09:59"), (2, "2026-11-22T23:59")])
def test_other_days_ahead(days: int, latest: str) -> None:
    rules = BookingRules(days_ahead=days)
    assert decide_booking(rules, a_window(), WISH, former=None, now=astana(latest)).windows
    with pytest.raises(TooLateToBook):
        decide_booking(rules, a_window(), WISH, former=None, now=astana(latest) + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("capacity", "n_booked", "full"),
    [(2, 0, False), (2, 1, False), (2, 2, True), (0, 0, True), (None, 9999, False)],
)
def test_never_beyond_capacity(capacity: int | None, n_booked: int, full: bool) -> None:
    window = a_window(capacity=capacity, n_booked=n_booked)
    if full:
        with pytest.raises(WindowFull):
            decide_booking(RULES, window, WISH, former=None, now=EARLY)
    else:
        (entered,) = decide_booking(RULES, window, WISH, former=None, now=EARLY).windows
        assert entered.n_booked == n_booked + 1


def test_the_language_is_one_the_window_offers() -> None:
    with pytest.raises(UnknownLanguage):
        decide_booking(RULES, a_window(languages=frozenset({"ru"})), WISH, former=None, now=EARLY)


def test_asking_again_for_the_place_one_holds_changes_nothing() -> None:
    full = replace(TUESDAY, n_booked=2)
    decided = decide_booking(RULES, full, WISH, former=HELD, now=full.opens_at)
    assert decided.booking is HELD
    assert decided.windows == ()


@pytest.mark.parametrize(
    ("state", "second_chance", "refusal"),
    [
        (BookingState.BOOKED, True, AlreadyBooked),
        (BookingState.TAKEN, True, StageTaken),
        (BookingState.MISSED, False, StageMissed),
        (BookingState.MISSED, True, None),
    ],
)
def test_what_became_of_the_former_booking(
    state: BookingState, second_chance: bool, refusal: type[ExamError] | None
) -> None:
    rules, former = BookingRules(second_chance=second_chance), replace(HELD, state=state)
    if refusal is None:
        assert decide_booking(rules, WEDNESDAY, WISH, former=former, now=EARLY).windows
    else:
        with pytest.raises(refusal):
            decide_booking(rules, WEDNESDAY, WISH, former=former, now=EARLY)


def test_the_former_booking_is_one_of_the_same_stage() -> None:
    with pytest.raises(WrongStage):
        decide_booking(RULES, a_window(stage_id="essay"), WISH, former=HELD, now=EARLY)


def test_an_exchange_takes_the_new_place_and_frees_the_old() -> None:
    decided = decide_reschedule(RULES, HELD, held=TUESDAY, wanted=WEDNESDAY, language="ru", now=EARLY)
    assert decided.booking == replace(
        HELD, window_id=WEDNESDAY.id, language="ru", booked_at=EARLY, n_moves=1, version=4
    )
    assert decided.windows == (
        replace(WEDNESDAY, n_booked=1, version=1),
        replace(TUESDAY, n_booked=0, version=1),
    )


def test_only_the_language_changes_within_a_full_window() -> None:
    full = replace(TUESDAY, n_booked=2)
    decided = decide_reschedule(RULES, HELD, held=full, wanted=full, language="ru", now=EARLY)
    assert (decided.booking.language, decided.booking.window_id, decided.windows) == ("ru", full.id, ())


def test_an_exchange_for_the_same_changes_nothing() -> None:
    late = TUESDAY.closes_at
    decided = decide_reschedule(RULES, HELD, held=TUESDAY, wanted=TUESDAY, language="kk", now=late)
    assert decided.booking is HELD


@pytest.mark.parametrize(
    ("now", "refusal"),
    [
        ("2026-11-23T23:59:59.999999", None),
        ("2026-11-24T00:00", TooLateToMove),
        ("2026-11-24T10:00", TooLateToMove),
        ("2026-11-25T00:00", TooLateToMove),
    ],
)
def test_an_exchange_a_day_ahead_of_the_place_held(now: str, refusal: type[ExamError] | None) -> None:
    wanted = a_window("2026-11-30T10:00")
    if refusal is None:
        assert decide_reschedule(
            RULES, HELD, held=TUESDAY, wanted=wanted, language="kk", now=astana(now)
        ).windows
    else:
        with pytest.raises(refusal):
            decide_reschedule(RULES, HELD, held=TUESDAY, wanted=wanted, language="kk", now=astana(now))


def test_no_exchange_out_of_a_window_that_is_open() -> None:
    rules = BookingRules(days_ahead_to_move=0)
    for now, allowed in ((TUESDAY.opens_at - TICK, True), (TUESDAY.opens_at, False)):
        if allowed:
            assert decide_reschedule(
                rules, HELD, held=TUESDAY, wanted=WEDNESDAY, language="kk", now=now
            ).windows
        else:
            with pytest.raises(TooLateToMove):
                decide_reschedule(rules, HELD, held=TUESDAY, wanted=WEDNESDAY, language="kk", now=now)


@pytest.mark.parametrize(
    ("booking", "wanted", "language", "refusal"),
    [
        (replace(HELD, n_moves=2), WEDNESDAY, "kk", TooManyMoves),
        (replace(HELD, state=BookingState.TAKEN), WEDNESDAY, "kk", StageTaken),
        (replace(HELD, state=BookingState.MISSED), WEDNESDAY, "kk", StageMissed),
        (HELD, replace(WEDNESDAY, n_booked=2), "kk", WindowFull),
        (HELD, replace(WEDNESDAY, stage_id="essay"), "kk", WrongStage),
        (HELD, WEDNESDAY, "en", UnknownLanguage),
        (HELD, a_window("2026-11-10T20:00"), "kk", TooLateToBook),
        (replace(HELD, window_id="another"), WEDNESDAY, "kk", WrongStage),
    ],
)
def test_exchanges_that_are_refused(
    booking: Booking, wanted: Window, language: str, refusal: type[ExamError]
) -> None:
    with pytest.raises(refusal):
        decide_reschedule(RULES, booking, held=TUESDAY, wanted=wanted, language=language, now=EARLY)


@pytest.mark.parametrize(
    ("came", "now", "state"),
    [
        (True, TUESDAY.opens_at, BookingState.TAKEN),
        (True, TUESDAY.closes_at, BookingState.TAKEN),
        (False, TUESDAY.closes_at - TICK, None),
        (False, TUESDAY.closes_at, BookingState.MISSED),
    ],
)
def test_missed_from_the_instant_the_window_closes(
    came: bool, now: datetime, state: BookingState | None
) -> None:
    if state is None:
        with pytest.raises(WindowStillOpen):
            decide_no_show(HELD, TUESDAY, came=came, now=now)
    else:
        settled = decide_no_show(HELD, TUESDAY, came=came, now=now)
        assert settled == replace(HELD, state=state, version=4)
        assert decide_no_show(settled, TUESDAY, came=not came, now=TUESDAY.closes_at) is settled


def test_a_no_show_is_of_the_window_booked() -> None:
    with pytest.raises(WrongStage):
        decide_no_show(HELD, WEDNESDAY, came=True, now=EARLY)


def test_any_time_of_the_day_is_astanas_whole_day() -> None:
    opens_at, closes_at = whole_day(date(2026, 11, 24))
    assert (opens_at, closes_at) == (astana("2026-11-24T00:00"), astana("2026-11-25T00:00"))
    assert opens_at.tzinfo is closes_at.tzinfo is UTC
    window = a_window(opens_at=opens_at, closes_at=closes_at)
    last_minute = astana("2026-11-24T23:59:59")
    assert window.opens_at <= last_minute < window.closes_at
    assert whole_day(date(2026, 11, 25))[0] == closes_at


def test_the_day_the_country_changed_its_clock_had_twenty_five_hours_in_astana() -> None:
    """The clock went back from 24:00 to 23:00 on 29 February 2024."""
    opens_at, closes_at = whole_day(date(2024, 2, 29))
    assert closes_at - opens_at == timedelta(hours=25)


def test_reminders_before_the_window_opens() -> None:
    assert reminders_at(RULES, HELD, TUESDAY) == (astana("2026-11-23T10:00"), astana("2026-11-24T09:00"))


def test_no_reminder_of_what_was_booked_after_it() -> None:
    late = replace(HELD, booked_at=astana("2026-11-23T10:00"))
    assert reminders_at(RULES, late, TUESDAY) == (astana("2026-11-24T09:00"),)


@pytest.mark.parametrize("state", [BookingState.TAKEN, BookingState.MISSED])
def test_no_reminder_of_what_is_over(state: BookingState) -> None:
    assert reminders_at(RULES, replace(HELD, state=state), TUESDAY) == ()


def test_sweeps_that_follow_each_other_send_each_reminder_once() -> None:
    instants = reminders_at(RULES, HELD, TUESDAY)
    for step in (timedelta(minutes=7), timedelta(minutes=30), timedelta(days=1)):
        now = astana("2026-11-23T00:00")
        sent: list[datetime] = []
        while now < TUESDAY.opens_at + timedelta(days=1):
            sent += reminders_due(instants, since=now, now=now + step)
            now += step
        assert tuple(sent) == instants


def test_windows_and_instants_that_make_no_sense() -> None:
    with pytest.raises(EmptyWindow):
        a_window(closes_at=astana("2026-11-24T10:00"))
    with pytest.raises(NaiveInstant):
        a_window(opens_at=datetime(2026, 11, 24))  # noqa: DTZ001
    with pytest.raises(NaiveInstant):
        decide_booking(RULES, TUESDAY, WISH, former=None, now=datetime(2026, 11, 1))  # noqa: DTZ001
