"""Kazakhstan's working days against the law's own arithmetic, and the review's due instant."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.errors import NaiveInstant, ZoneOutdated
from exam_engine.working_days import DayKind, DayOverride, WorkCalendar, assert_zone, review_due_at

CALENDAR = WorkCalendar()
DAY = timedelta(days=1)

QURBAN_AIT = {2023: (6, 28), 2024: (6, 16), 2025: (6, 6), 2026: (5, 27)}
"""As announced; these years are over or stand in the state's calendar."""

SWAPPED = {
    date(2023, 7, 1): date(2023, 7, 7),
    date(2024, 5, 4): date(2024, 5, 8),
    date(2025, 1, 5): date(2025, 1, 3),
}
"""Weekend day worked: the working day given off for it, by acts of the government."""


def working_days_by_law(year: int) -> Iterator[date]:
    """Laws on holidays (articles 3 to 5) and labour code (articles 84, 85), written out without a library."""
    fixed = [
        (1, 1),
        (1, 2),
        (3, 8),
        (3, 21),
        (3, 22),
        (3, 23),
        (5, 1),
        (5, 7),
        (5, 9),
        (7, 6),
        (10, 25),
        (12, 16),
    ]
    fixed += [(8, 30)] if year <= 2025 else [(3, 15)] if year >= 2027 else []
    state = sorted(date(year, month, day) for month, day in fixed)
    off = {*state, date(year, 1, 7), date(year, *QURBAN_AIT[year])}
    for holiday in state:
        if holiday.weekday() >= 5:
            moved = holiday
            while moved.weekday() >= 5 or moved in off:
                moved += DAY
            off.add(moved)
    day = date(year, 1, 1)
    while day.year == year:
        worked_instead = day in SWAPPED
        if worked_instead or (day.weekday() < 5 and day not in off and day not in SWAPPED.values()):
            yield day
        day += DAY


@pytest.mark.parametrize("year", sorted(QURBAN_AIT))
def test_a_whole_year_agrees_with_the_law(year: int) -> None:
    days = [date(year, 1, 1) + n * DAY for n in range(366)]
    ours = [day for day in days if day.year == year and CALENDAR.is_working(day)]
    assert ours == list(working_days_by_law(year))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-03-09", False),
        ("2026-03-23", False),
        ("2026-03-24", False),
        ("2026-03-25", False),
        ("2026-03-26", True),
        ("2026-05-11", False),
        ("2026-08-31", True),
        ("2026-10-26", False),
        ("2027-01-04", False),
        ("2027-03-15", False),
        ("2028-01-07", False),
        ("2028-01-10", True),
    ],
)
def test_days_that_calendars_get_wrong(day: str, working: bool) -> None:
    """30 August is no holiday since 2026, 15 March is one from 2027; 7 January does not move."""
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


def test_7_january_and_qurban_ait_on_a_weekend_do_not_move() -> None:
    assert date(2024, 1, 7).weekday() == date(2024, 6, 16).weekday() == 6
    assert CALENDAR.is_working(date(2024, 1, 8))
    assert CALENDAR.is_working(date(2024, 6, 17))


def test_a_day_worked_for_one_off_in_the_next_year() -> None:
    assert CALENDAR.is_working(date(2013, 12, 28))
    assert not CALENDAR.is_working(date(2014, 1, 3))


def test_the_override_table_stands_above_everything() -> None:
    saturday, monday, holiday = date(2026, 11, 28), date(2026, 11, 30), date(2026, 12, 16)
    act = "order 109"
    table = [
        DayOverride(saturday, DayKind.WORKDAY, act),
        DayOverride(monday, DayKind.HOLIDAY, act),
        DayOverride(holiday, DayKind.WORKDAY, act),
        DayOverride(date(2025, 1, 5), DayKind.HOLIDAY, act),
    ]
    calendar = WorkCalendar(overrides={override.date: override for override in table})
    assert calendar.is_working(saturday)
    assert not calendar.is_working(monday)
    assert calendar.is_working(holiday)
    assert not calendar.is_working(date(2025, 1, 5))
    assert calendar.next_working_day(date(2026, 11, 27)) == saturday
    assert calendar.next_working_day(saturday) == date(2026, 12, 1)


def astana(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.mark.parametrize(
    ("closed_at", "due_at"),
    [
        ("2026-11-23T10:55", "2026-11-24T18:30"),
        ("2026-11-23T00:00", "2026-11-24T18:30"),
        ("2026-11-23T23:59:59", "2026-11-24T18:30"),
        ("2026-11-24T00:00", "2026-11-25T18:30"),
        ("2026-11-27T12:00", "2026-11-30T18:30"),
        ("2026-11-27T18:00", "2026-11-30T18:30"),
        ("2026-11-27T18:30", "2026-11-30T18:30"),
        ("2026-11-28T12:00", "2026-11-30T18:30"),
        ("2026-11-29T23:59", "2026-11-30T18:30"),
        ("2026-03-20T12:00", "2026-03-26T18:30"),
        ("2026-10-23T12:00", "2026-10-27T18:30"),
        ("2026-12-31T12:00", "2027-01-05T18:30"),
        ("2025-01-03T12:00", "2025-01-05T18:30"),
    ],
)
def test_a_review_is_due_at_the_end_of_the_next_working_day_in_astana(closed_at: str, due_at: str) -> None:
    assert review_due_at(astana(closed_at).astimezone(UTC), CALENDAR) == astana(due_at)


def test_the_day_of_closing_is_astanas_not_greenwichs() -> None:
    """19:30 UTC on Monday is half past midnight on Tuesday in Astana."""
    due_at = review_due_at(datetime(2026, 11, 23, 19, 30, tzinfo=UTC), CALENDAR)
    assert due_at == datetime(2026, 11, 25, 13, 30, tzinfo=UTC)
    assert due_at.tzinfo is UTC


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        review_due_at(datetime(2026, 11, 23, 10, 0), CALENDAR)  # noqa: DTZ001


@given(
    closed_at=st.datetimes(datetime(2024, 3, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    swaps=st.dictionaries(st.integers(-3, 12), st.sampled_from(DayKind), max_size=6),
)
@settings(deadline=None)
def test_reviews_are_due_on_working_days_after_the_closing(
    closed_at: datetime, swaps: dict[int, DayKind]
) -> None:
    closed_on = closed_at.astimezone(CALENDAR.zone).date()
    overrides = {
        closed_on + n * DAY: DayOverride(closed_on + n * DAY, kind, "act") for n, kind in swaps.items()
    }
    calendar = WorkCalendar(overrides=overrides)
    due_at = review_due_at(closed_at, calendar)
    due_on = due_at.astimezone(calendar.zone).date()
    assert due_at > closed_at
    assert calendar.is_working(due_on)
    assert due_on > closed_on
    assert not any(calendar.is_working(closed_on + n * DAY) for n in range(1, (due_on - closed_on).days))


@given(
    first=st.dates(date(2024, 3, 1), date(2035, 12, 31)),
    n_off=st.integers(1, 20),
    worked=st.integers(0, 19),
)
def test_however_many_days_off_follow_each_other_one_worked_among_them_is_the_day(
    first: date, n_off: int, worked: int
) -> None:
    """Whatever a stretch holds (a weekend, a year's end, a feast), the first day worked after the closing counts."""
    row = {first + n * DAY: DayOverride(first + n * DAY, DayKind.HOLIDAY, "act") for n in range(n_off)}
    if worked < n_off:
        row[first + worked * DAY] = DayOverride(first + worked * DAY, DayKind.WORKDAY, "act")
    calendar = WorkCalendar(overrides=row)
    closed_at = datetime.combine(first - DAY, time(18), calendar.zone)
    due_at = review_due_at(closed_at, calendar).astimezone(calendar.zone)
    assert due_at.time() == calendar.closes
    if worked < n_off:
        assert due_at.date() == first + worked * DAY
    else:
        assert due_at.date() == calendar.next_working_day(first + (n_off - 1) * DAY)


@given(
    closed_at=st.datetimes(datetime(2024, 3, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    declared=st.integers(0, 9),
)
@settings(deadline=None)
def test_a_day_off_never_brings_a_deadline_forward_and_a_day_worked_never_puts_it_off(
    closed_at: datetime, declared: int
) -> None:
    day = closed_at.astimezone(CALENDAR.zone).date() + declared * DAY
    off, worked = (
        WorkCalendar(overrides={day: DayOverride(day, kind, "act")})
        for kind in (DayKind.HOLIDAY, DayKind.WORKDAY)
    )
    assert review_due_at(closed_at, worked) <= review_due_at(closed_at, CALENDAR)
    assert review_due_at(closed_at, CALENDAR) <= review_due_at(closed_at, off)


def test_old_time_zone_data_are_refused() -> None:
    """Before tzdata 2024a Astana stood at UTC+6, where Bishkek still stands."""
    assert_zone()
    with pytest.raises(ZoneOutdated, match="tzdata"):
        assert_zone(ZoneInfo("Asia/Bishkek"))
