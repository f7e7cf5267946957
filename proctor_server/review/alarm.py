"""Whether seniors and administrators are to be told that reviews will be late, and how urgently."""

from datetime import datetime, timedelta
from enum import Enum

from exam_engine.working_days import WorkCalendar
from proctor_server.review.forecast import Forecast, working_minutes

SOON_MINUTES = 120.0
"""Two working hours: who is called now can still change something."""
SETTLED_MINUTES = 60.0
"""Of a day: before an hour of work nobody has signed much, and today's pace says nothing yet."""


class AlarmLevel(Enum):
    """How far off the breach is; each level is told once a day."""

    AHEAD = "ahead"
    SOON = "soon"
    OVERDUE = "overdue"


def alarm_level(looked: Forecast, *, calendar: WorkCalendar, now: datetime) -> AlarmLevel | None:
    """Decide what to tell about a forecast at `now`; None: nothing, or nobody is at work to hear it."""
    if looked.first_late_at is None or not _is_open(calendar, now):
        return None
    if looked.first_late_at <= now:
        return AlarmLevel.OVERDUE
    if working_minutes(now, looked.first_late_at, calendar) <= SOON_MINUTES:
        return AlarmLevel.SOON
    return AlarmLevel.AHEAD if _minutes_open(calendar, now) >= SETTLED_MINUTES else None


def _is_open(calendar: WorkCalendar, now: datetime) -> bool:
    local = now.astimezone(calendar.zone)
    return calendar.is_working(local.date()) and calendar.opens <= local.time() < calendar.closes


def _minutes_open(calendar: WorkCalendar, now: datetime) -> float:
    local = now.astimezone(calendar.zone)
    opened_at = datetime.combine(local.date(), calendar.opens, calendar.zone)
    return (now - opened_at) / timedelta(minutes=1)
