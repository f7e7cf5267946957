"""The forecast: working time, who is late, and how many people would be enough."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.working_days import WorkCalendar
from proctor_server.review.errors import BadPace
from proctor_server.review.forecast import forecast, working_minutes

CALENDAR = WorkCalendar()
NINE = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # Monday, 9:00 in Astana
CLOSE = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # 18:30
DAY_MINUTES = 9.5 * 60


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (NINE, CLOSE, DAY_MINUTES),
        (NINE - timedelta(hours=5), CLOSE + timedelta(hours=3), DAY_MINUTES),
        (CLOSE, NINE + timedelta(days=1), 0),
        (NINE, CLOSE + timedelta(days=1), 2 * DAY_MINUTES),
        (NINE - timedelta(days=2), NINE, 0),  # the weekend
        (CLOSE, NINE, 0),
    ],
)
def test_working_minutes(start: datetime, end: datetime, minutes: float) -> None:
    assert working_minutes(start, end, CALENDAR) == minutes


def test_one_person_does_what_fits_into_the_day() -> None:
    found = forecast([CLOSE] * 20, minutes_a_review=30, n_proctors=1, calendar=CALENDAR, now=NINE)
    assert (found.n_late, found.n_needed) == (1, 2)
    assert found.first_late_at == CLOSE


def test_nobody_at_work_is_late_with_everything_and_an_empty_queue_needs_nobody() -> None:
    idle = forecast([CLOSE], minutes_a_review=5, n_proctors=0, calendar=CALENDAR, now=NINE)
    assert (idle.n_late, idle.n_needed) == (1, 1)
    empty = forecast([], minutes_a_review=5, n_proctors=3, calendar=CALENDAR, now=NINE)
    assert (empty.n_late, empty.n_needed, empty.first_late_at) == (0, 0, None)


def test_what_is_overdue_nobody_can_save() -> None:
    found = forecast([NINE], minutes_a_review=5, n_proctors=9, calendar=CALENDAR, now=NINE)
    assert (found.n_late, found.n_needed) == (1, None)


@given(
    hours=st.lists(st.integers(1, 40), min_size=1, max_size=60),
    minutes=st.integers(1, 45),
    n=st.integers(0, 12),
)
def test_more_people_are_never_later_and_the_number_needed_is_the_least(
    hours: list[int], minutes: int, n: int
) -> None:
    due = [NINE + timedelta(hours=one) for one in hours]

    def late(n_proctors: int) -> int:
        return forecast(
            due, minutes_a_review=minutes, n_proctors=n_proctors, calendar=CALENDAR, now=NINE
        ).n_late

    assert late(n + 1) <= late(n)
    needed = forecast(due, minutes_a_review=minutes, n_proctors=n, calendar=CALENDAR, now=NINE).n_needed
    if needed is not None:
        assert late(needed) == 0
        assert needed == 0 or late(needed - 1) > 0


@pytest.mark.parametrize(("minutes", "n"), [(0, 1), (-1, 1), (5, -1)])
def test_a_pace_makes_sense(minutes: float, n: int) -> None:
    with pytest.raises(BadPace):
        forecast([CLOSE], minutes_a_review=minutes, n_proctors=n, calendar=CALENDAR, now=NINE)
