"""How many reviews will be late at today's pace, and how many proctors would keep all of them in time.

Reviews are worked off by their due instant (earliest first: with one kind of work no other order keeps more of them
in time), in office hours only. Time here is working time: minutes the office is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exam_engine.working_days import WorkCalendar
from proctor_server.review.errors import BadPace

MOST_PROCTORS = 1000


@dataclass(frozen=True, slots=True)
class Forecast:
    """`n_late` of `n_waiting` with the proctors there are; None for `n_needed`: no number up to 1000 is enough."""

    n_waiting: int
    n_late: int
    first_late_at: datetime | None
    n_proctors: int
    n_needed: int | None


def forecast(
    due: Sequence[datetime],
    *,
    minutes_a_review: float,
    n_proctors: int,
    calendar: WorkCalendar,
    now: datetime,
) -> Forecast:
    """Look ahead; `due` are the due instants of the reviews that wait, `minutes_a_review` what one takes a person.

    Raises:
        BadPace: the minutes are not positive, or there is a negative number of proctors.
    """
    if not minutes_a_review > 0 or n_proctors < 0:
        raise BadPace(f"{minutes_a_review} minutes, {n_proctors} proctors")
    ordered = sorted(due)
    left = {at: working_minutes(now, at, calendar) for at in set(ordered)}
    slack = [left[at] for at in ordered]
    late = [
        at for at, is_late in zip(ordered, _late(slack, minutes_a_review, n_proctors), strict=True) if is_late
    ]
    return Forecast(
        n_waiting=len(ordered),
        n_late=len(late),
        first_late_at=late[0] if late else None,
        n_proctors=n_proctors,
        n_needed=_needed(slack, minutes_a_review),
    )


def working_minutes(start: datetime, end: datetime, calendar: WorkCalendar) -> float:
    """Give the minutes between two aware instants in which the office is open; 0 when `end` is not after `start`."""
    total, day = timedelta(), start.astimezone(calendar.zone).date()
    last = end.astimezone(calendar.zone).date()
    while day <= last:
        if calendar.is_working(day):
            opens = datetime.combine(day, calendar.opens, calendar.zone)
            closes = datetime.combine(day, calendar.closes, calendar.zone)
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += timedelta(days=1)
    return total.total_seconds() / 60


def _late(slack: Sequence[float], minutes: float, n_proctors: int) -> list[bool]:
    """Tell of each review whether its turn ends too late: the k-th is done with the ⌈k / proctors⌉-th batch."""
    if n_proctors == 0:
        return [True] * len(slack)
    return [(no // n_proctors + 1) * minutes > left for no, left in enumerate(slack)]


def _needed(slack: Sequence[float], minutes: float) -> int | None:
    """Find the fewest proctors with whom none is late; lateness never grows with more of them."""
    if any(_late(slack, minutes, MOST_PROCTORS)):
        return None
    low, high = 0, MOST_PROCTORS
    while low < high:
        middle = (low + high) // 2
        if any(_late(slack, minutes, middle)):
            low = middle + 1
        else:
            high = middle
    return low
