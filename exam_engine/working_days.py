"""Which days are working days in Kazakhstan, and when a review is due.

The `holidays` library (0.109) gives the state holidays: 15 March from 2027 as Constitution Day and no
30 August since 2026; a state holiday on a weekend moves to the next working day (Law on holidays,
article 5), 7 January and Qurban Ait do not. What it cannot know, and the table of `DayOverride` corrects:

- Days off swapped by an act of the government (Labour Code, article 85): it lists them up to 2025.
- Qurban Ait after 2025 is an estimate that the clergy's announcement may move by a day; 27 May 2026 is
  what the state's own calendar says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from exam_engine.attempt import require_aware
from exam_engine.errors import ZoneOutdated

ASTANA = "Asia/Almaty"
"""The zone's name in the tz database; the whole country keeps it since 2024-03-01 (UTC+5)."""

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(Enum):
    """What an act makes of a day."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


@dataclass(frozen=True, slots=True)
class DayOverride:
    """A day that an act has made a day off or a working day; `act` names the act and its number."""

    date: date
    kind: DayKind
    act: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Kazakhstan's working days: five-day week, office hours `[opens, closes)` in `zone`."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(ASTANA))
    overrides: Mapping[date, DayOverride] = field(default_factory=dict)
    opens: time = time(9)
    closes: time = time(18, 30)

    def is_working(self, day: date) -> bool:
        """Tell whether `day` is a working day: the override table, then swaps, weekends, holidays."""
        override = self.overrides.get(day)
        if override is not None:
            return override.kind is DayKind.WORKDAY
        if day in _swapped_workdays(day.year):
            return True
        return not _is_weekend(day) and day not in _days_off(day.year)

    def next_working_day(self, day: date) -> date:
        """Give the first working day after `day`."""
        following = day + _DAY
        while not self.is_working(following):
            following += _DAY
        return following


def review_due_at(closed_at: datetime, calendar: WorkCalendar) -> datetime:
    """Give the end of the first working day after the day, in Astana, on which the attempt closed.

    Results are checked by a proctor within one working day (source 000, step 6). Aware UTC.

    Raises:
        NaiveInstant: `closed_at` has no time zone.
    """
    closed_on = require_aware(closed_at).astimezone(calendar.zone).date()
    due_on = calendar.next_working_day(closed_on)
    return datetime.combine(due_on, calendar.closes, calendar.zone).astimezone(UTC)


def known_days(year: int) -> tuple[tuple[date, DayKind], ...]:
    """Give the days of a year that differ from a plain week without any override, in order."""
    off = {day for day in _days_off(year) if day.year == year and not _is_weekend(day)}
    worked = _swapped_workdays(year)
    found = {**dict.fromkeys(off, DayKind.HOLIDAY), **dict.fromkeys(worked, DayKind.WORKDAY)}
    return tuple(sorted(found.items()))


def assert_zone(zone: ZoneInfo | None = None) -> None:
    """Refuse to work with time zone data older than 2024a, which are an hour wrong for Astana.

    Raises:
        ZoneOutdated: Astana is not at UTC+5 after 2024-03-01.
    """
    offset = datetime(2024, 6, 1, tzinfo=zone or ZoneInfo(ASTANA)).utcoffset()
    if offset != timedelta(hours=5):
        raise ZoneOutdated(f"Astana at UTC{offset} instead of UTC+5: install tzdata 2024a or newer")


@cache
def _days_off(year: int) -> frozenset[date]:
    """Give the state holidays of a year with their moved days."""
    return frozenset(holidays.country_holidays("KZ", years=year))


@cache
def _swapped_workdays(year: int) -> frozenset[date]:
    """Give the weekend days of a year that acts known to the library made working days."""
    listed = holidays.country_holidays("KZ", years=year)
    return frozenset(day for day in listed.weekend_workdays if day.year == year)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
