"""When it is told that reviews will be late: by how far off the breach is, and only to people who are at work."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.working_days import WorkCalendar
from proctor_server.review.alarm import AlarmLevel, alarm_level
from proctor_server.review.forecast import Forecast

CALENDAR = WorkCalendar()
NINE = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # Monday, 9:00 in Astana
CLOSE = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # 18:30


def looked(first_late_at: datetime | None) -> Forecast:
    return Forecast(40, 0 if first_late_at is None else 3, first_late_at, 1, 2)


@pytest.mark.parametrize(
    ("first_late_at", "now", "level"),
    [
        (None, NINE + timedelta(hours=3), None),
        (CLOSE, NINE, None),
        (CLOSE, NINE + timedelta(minutes=59), None),
        (CLOSE, NINE + timedelta(minutes=60), AlarmLevel.AHEAD),
        (CLOSE, CLOSE - timedelta(minutes=121), AlarmLevel.AHEAD),
        (CLOSE, CLOSE - timedelta(minutes=120), AlarmLevel.SOON),
        (CLOSE, CLOSE - timedelta(seconds=1), AlarmLevel.SOON),
        (CLOSE, CLOSE, None),  # the office has closed
        (CLOSE, NINE + timedelta(days=1), AlarmLevel.OVERDUE),
        (CLOSE + timedelta(days=1), CLOSE - timedelta(hours=1), AlarmLevel.AHEAD),
        (NINE + timedelta(days=1, hours=1), CLOSE - timedelta(hours=1), AlarmLevel.SOON),  # over a night
        (CLOSE, NINE - timedelta(days=1), None),  # Sunday
        (NINE, NINE - timedelta(minutes=1), None),
    ],
)
def test_the_level_follows_from_working_time_left(
    first_late_at: datetime | None, now: datetime, level: AlarmLevel | None
) -> None:
    assert alarm_level(looked(first_late_at), calendar=CALENDAR, now=now) is level


@given(st.integers(0, 60 * 24 * 14), st.integers(0, 60 * 24 * 14))
def test_an_alarm_never_grows_milder_within_a_day(first: int, second: int) -> None:
    earlier, later = sorted((NINE + timedelta(minutes=first), NINE + timedelta(minutes=second)))
    order = list(AlarmLevel)
    told = [
        level
        for now in (earlier, later)
        if (level := alarm_level(looked(CLOSE), calendar=CALENDAR, now=now)) is not None
    ]
    assert told == sorted(told, key=order.index)
