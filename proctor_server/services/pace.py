"""How the reviews go: the forecast of the queue at today's pace, and how well reviewers agree."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.review.agreement import LEAST_PAIRS, Kappa, KnownAnswers, kappa, known_answers
from proctor_server.review.decision import Round
from proctor_server.review.forecast import Forecast, forecast, working_minutes
from proctor_server.review.rounds import Reading
from proctor_server.services.calendar import calendar_in

LOOKED_BACK = timedelta(days=14)
AT_WORK_WITHIN = timedelta(hours=2)
MINUTES_A_REVIEW = 12.0
"""What a review takes before anybody's pace is known: our starting point, until there are readings to measure."""
LONGEST_GAP_MINUTES = 90.0
"""Between two signatures of one person: more than this was a break, not a review."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`minutes_a_review` was measured on `n_measured` gaps between signatures; 0: it is the starting point."""

    forecast: Forecast
    minutes_a_review: float
    n_measured: int


@dataclass(frozen=True, slots=True)
class ReviewerAgreement:
    """How a reviewer's readings agree with the other person's of the same reviews; κ None while too few."""

    reader_id: str
    n_readings: int
    agreement: Kappa
    enough: bool
    known: KnownAnswers


class PaceService:
    def __init__(self, database: Database, calendar: WorkCalendar) -> None:
        self._database = database
        self._calendar = calendar

    async def now(self, now: datetime) -> Pace:
        """Look ahead with those at work: who signed a reading within two hours, at least one person."""
        async with self._database.read() as tx:
            calendar = await calendar_in(tx, self._calendar)
            due = await tx.reviews.due_instants()
            readings = await tx.readings.since(now - LOOKED_BACK)
        minutes = _minutes_between(readings, calendar)
        at_work = {one.reader_id for one in readings if one.decided_at >= now - AT_WORK_WITHIN}
        pace = median(minutes) if minutes else MINUTES_A_REVIEW
        looked = await asyncio.to_thread(
            forecast, due, minutes_a_review=pace, n_proctors=max(1, len(at_work)), calendar=calendar, now=now
        )
        return Pace(looked, pace, len(minutes))

    async def agreement(
        self, now: datetime, since: timedelta = timedelta(days=365)
    ) -> list[ReviewerAgreement]:
        """How each reviewer's readings agree with those of the second person, over a year."""
        async with self._database.read() as tx:
            readings = await tx.readings.since(now - since)
            answers = await tx.probes.answers_since(now - since)
        known: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for answer in answers:
            known[answer.reader_id].append(answer.pair)
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for first, second in _pairs(readings):
            pairs[first.reader_id].append((_label(first), _label(second)))
            pairs[second.reader_id].append((_label(second), _label(first)))
        counts: dict[str, int] = defaultdict(int)
        for reading in readings:
            counts[reading.reader_id] += 1
        return [
            ReviewerAgreement(
                reader_id,
                counts[reader_id],
                kappa(pairs[reader_id]),
                len(pairs[reader_id]) >= LEAST_PAIRS,
                known_answers(known[reader_id]),
            )
            for reader_id in sorted({*counts, *known})
        ]


def _minutes_between(readings: Sequence[Reading], calendar: WorkCalendar) -> list[float]:
    """Working minutes from a person's signature to their next; breaks are left out."""
    last: dict[str, datetime] = {}
    minutes = []
    for reading in readings:
        before = last.get(reading.reader_id)
        last[reading.reader_id] = reading.decided_at
        if before is not None:
            gap = working_minutes(before, reading.decided_at, calendar)
            if 0 < gap <= LONGEST_GAP_MINUTES:
                minutes.append(gap)
    return minutes


def _pairs(readings: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    by_review: dict[str, dict[Round, Reading]] = defaultdict(dict)
    for reading in readings:
        by_review[reading.review_id][reading.round] = reading
    return [
        (rounds[Round.FIRST], rounds[Round.SECOND])
        for rounds in by_review.values()
        if Round.FIRST in rounds and Round.SECOND in rounds
    ]


def _label(reading: Reading) -> str:
    return f"{reading.outcome.value}/{reading.rule_id or ''}"
