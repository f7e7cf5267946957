"""How many proctors a day of tests needs, and how many reviews come late with fewer: a discrete-event simulation.

Time is working time, in minutes since the first test day's opening: instants are put onto that line by the calendar,
so nights, weekends and days off take none of it. Every reader takes the reading that is due first and that they may
make: nobody reads a review twice, and where two differ a senior reads. What a reading takes is drawn from a gamma
distribution, whose long tail is that of work at a desk; draws are made once, so that numbers of proctors compare.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from exam_engine.working_days import WorkCalendar, review_due_at
from proctor_server.review.errors import BadPace
from proctor_server.review.forecast import working_minutes

SHAPE = 4.0
"""The gamma distribution's: the spread of a reading's minutes is half of their mean."""
MOST_PROCTORS = 2_000
LEAST_SENIORS = 3
SENIORS_READING = 2
"""The third reading of a review is a senior's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What is simulated. Rates are shares; `minutes`: what a reading takes on average.

    Candidates end evenly through the office hours of `n_days` working days from `first_day` on. `violation_rate`:
    of the reviews; `disagree_rate`: of the second readings. `at_work`: share of the office hours spent on reviews.

    Raises:
        BadPace: a number makes no sense.
    """

    n_candidates: int
    flag_rate: float
    minutes: float = 4.0
    first_day: date
    n_days: int = 1
    violation_rate: float = 0.1
    second_rate: float = 0.1
    disagree_rate: float = 0.1
    at_work: float = 0.85

    def __post_init__(self) -> None:
        shares = (self.flag_rate, self.violation_rate, self.second_rate, self.disagree_rate)
        if not all(0 <= share <= 1 for share in shares) or not 0 < self.at_work <= 1:
            raise BadPace("a rate is not within 0..1")
        if self.n_candidates < 0 or self.n_days < 1 or not self.minutes > 0:
            raise BadPace("fewer than no candidates, no day, or no minutes")


@dataclass(frozen=True, slots=True)
class Task:
    """A review: when it comes and is due, and what each of its readings takes; all in working minutes."""

    comes_at: float
    due_at: float
    readings: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How it went: late reviews, readings made, the longest queue, the minute the last review ended."""

    n_reviews: int
    n_late: int
    n_readings: int
    longest_queue: int
    ended_at: float

    @property
    def late_share(self) -> float:
        """Give the share of reviews decided after their due instant."""
        return self.n_late / self.n_reviews if self.n_reviews else 0.0


def draw(campaign: Campaign, calendar: WorkCalendar, rng: Random) -> tuple[Task, ...]:
    """Draw the reviews of a campaign, in the order in which they come."""
    days = _days(campaign, calendar)
    opens = [datetime.combine(day, calendar.opens, calendar.zone) for day in days]
    length = datetime.combine(days[0], calendar.closes, calendar.zone) - opens[0]
    due = {
        one: working_minutes(opens[0], review_due_at(one.astimezone(UTC), calendar), calendar)
        for one in opens
    }
    per_day = length / timedelta(minutes=1)
    tasks = []
    for _ in range(campaign.n_candidates):
        no, part = rng.randrange(len(days)), rng.random()
        flagged, readings = rng.random() < campaign.flag_rate, _readings(campaign, rng)
        if flagged:
            tasks.append(Task((no + part) * per_day, due[opens[no]], readings))
    return tuple(sorted(tasks, key=lambda task: task.comes_at))


def run(tasks: Sequence[Task], n_proctors: int) -> Course:
    """Let so many proctors, of whom one in five, and at least three, are seniors, work the reviews off.

    Raises:
        BadPace: there is nobody.
    """
    if n_proctors < 1:
        raise BadPace("nobody reviews")
    return _Office(tasks, n_proctors).run()


def proctors_needed(tasks: Sequence[Task], *, late_share: float) -> int | None:
    """Find the fewest proctors with whom at most `late_share` come late; None: 2000 are too few."""
    if run(tasks, MOST_PROCTORS).late_share > late_share:
        return None
    low, high = 1, MOST_PROCTORS
    while low < high:
        middle = (low + high) // 2
        if run(tasks, middle).late_share > late_share:
            low = middle + 1
        else:
            high = middle
    return low


def _days(campaign: Campaign, calendar: WorkCalendar) -> list[date]:
    day = campaign.first_day - timedelta(days=1)
    days = []
    for _ in range(campaign.n_days):
        day = calendar.next_working_day(day)
        days.append(day)
    return days


def _readings(campaign: Campaign, rng: Random) -> tuple[float, ...]:
    """Draw what each reading takes: one; a second by the draw or for a violation; a senior's where they differ."""
    minutes = [rng.gammavariate(SHAPE, campaign.minutes / SHAPE) / campaign.at_work for _ in range(3)]
    second = rng.random() < campaign.violation_rate, rng.random() < campaign.second_rate
    differ = rng.random() < campaign.disagree_rate
    return tuple(minutes[: (3 if differ else 2) if any(second) else 1])


Waiting = tuple[float, float, int, int]
"""Due at, came at, which review, which of its readings: the queue's order."""


class _Office:
    """One course of the work: events are reviews that come and readings that end."""

    def __init__(self, tasks: Sequence[Task], n_proctors: int) -> None:
        self._tasks = tasks
        self._idle = list(range(n_proctors))
        self._n_seniors = max(LEAST_SENIORS, n_proctors // 5)
        self._queue: list[Waiting] = []
        self._readers: list[list[int]] = [[] for _ in tasks]
        self._ends: list[tuple[float, int, int, int]] = []
        self._n_readings = self._n_late = self._longest = 0
        self._now = 0.0

    def run(self) -> Course:
        coming = 0
        while coming < len(self._tasks) or self._ends:
            comes = self._tasks[coming].comes_at if coming < len(self._tasks) else float("inf")
            if self._ends and self._ends[0][0] <= comes:
                self._end_reading()
            else:
                self._now = comes
                self._wait(coming, 0)
                coming += 1
            self._hand_out()
        n_late = self._n_late + len(self._queue)  # what is left nobody there may read
        return Course(len(self._tasks), n_late, self._n_readings, self._longest, self._now)

    def _wait(self, which: int, reading: int) -> None:
        task = self._tasks[which]
        heapq.heappush(self._queue, (task.due_at, task.comes_at, which, reading))
        self._longest = max(self._longest, len(self._queue))

    def _end_reading(self) -> None:
        self._now, proctor, which, reading = heapq.heappop(self._ends)
        self._idle.append(proctor)
        task = self._tasks[which]
        if reading + 1 < len(task.readings):
            self._wait(which, reading + 1)
        elif self._now > task.due_at:
            self._n_late += 1

    def _hand_out(self) -> None:
        """Give the idle what they may read, the most urgent first; what none of them may read waits."""
        aside = []
        while self._queue and self._idle:
            first = heapq.heappop(self._queue)
            proctor = next((one for one in self._idle if self._may_read(one, first[2], first[3])), None)
            if proctor is None:
                aside.append(first)
            else:
                self._read(proctor, first[2], first[3])
        for one in aside:
            heapq.heappush(self._queue, one)

    def _may_read(self, proctor: int, which: int, reading: int) -> bool:
        fresh = proctor not in self._readers[which]
        return fresh and (reading < SENIORS_READING or proctor < self._n_seniors)

    def _read(self, proctor: int, which: int, reading: int) -> None:
        self._idle.remove(proctor)
        self._readers[which].append(proctor)
        self._n_readings += 1
        ends_at = self._now + self._tasks[which].readings[reading]
        heapq.heappush(self._ends, (ends_at, proctor, which, reading))
