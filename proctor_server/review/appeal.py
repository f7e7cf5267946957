"""A candidate's appeal against a decision: until when it may be lodged, who may answer it, by when, and how.

The numbers of working days are those that the appraisal rules give for appeals (source 004): five to lodge one,
ten to answer it. An appeal answered for the candidate makes a new decision; the former one stays on record.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from exam_engine.working_days import WorkCalendar
from proctor_server.review.decision import Outcome
from proctor_server.review.errors import (
    AppealAnswered,
    AppealLodged,
    AppealTooLate,
    NothingToAppeal,
    ReasonRequired,
    TookPart,
)

DAYS_TO_LODGE = 5
DAYS_TO_ANSWER = 10


class AppealOutcome(Enum):
    """What became of an appeal."""

    UPHELD = "upheld"  # the decision falls
    REJECTED = "rejected"  # the decision stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One appeal; instants are aware UTC. `answered_by` took no part in the decision."""

    id: str
    attempt_id: str
    text: str
    lodged_at: datetime
    due_at: datetime
    outcome: AppealOutcome | None = None
    reason: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None
    version: int = 0


def appeal_until(decided_at: datetime, calendar: WorkCalendar) -> datetime:
    """Give the instant from which no appeal is taken: the end, in Astana, of the fifth working day after."""
    last_day = _nth_working_day(decided_at, DAYS_TO_LODGE, calendar)
    return datetime.combine(last_day + timedelta(days=1), time(), calendar.zone)


def answer_due_at(lodged_at: datetime, calendar: WorkCalendar) -> datetime:
    """Give the instant by which an appeal is answered: the office's end on the tenth working day after."""
    due_on = _nth_working_day(lodged_at, DAYS_TO_ANSWER, calendar)
    return datetime.combine(due_on, calendar.closes, calendar.zone)


def decide_lodge(
    *,
    appeal_id: str,
    attempt_id: str,
    outcome: Outcome | None,
    decided_at: datetime | None,
    former: Appeal | None,
    text: str,
    calendar: WorkCalendar,
    now: datetime,
) -> Appeal:
    """Take an appeal against a decision that held something against the candidate.

    Raises:
        NothingToAppeal: nothing is decided, or nothing was held against them.
        AppealLodged: they have lodged one already.
        AppealTooLate: the time for it is over.
        ReasonRequired: it says nothing.
    """
    if decided_at is None or outcome is not Outcome.VIOLATION:
        raise NothingToAppeal(attempt_id)
    if former is not None:
        raise AppealLodged(former.id)
    if now >= appeal_until(decided_at, calendar):
        raise AppealTooLate(attempt_id)
    if not text.strip():
        raise ReasonRequired
    return Appeal(
        id=appeal_id,
        attempt_id=attempt_id,
        text=text.strip(),
        lodged_at=now,
        due_at=answer_due_at(now, calendar),
    )


def decide_answer(
    appeal: Appeal,
    *,
    outcome: AppealOutcome,
    reason: str,
    answered_by: str,
    took_part: Collection[str],
    now: datetime,
) -> Appeal:
    """Answer an appeal, with reasons; `took_part` are those who read or decided the review.

    Raises:
        AppealAnswered: it has been answered.
        TookPart: who answers took part in what is appealed against.
        ReasonRequired: the answer gives no reasons.
    """
    if appeal.outcome is not None:
        raise AppealAnswered(appeal.id)
    if answered_by in took_part:
        raise TookPart(appeal.id)
    if not reason.strip():
        raise ReasonRequired
    return replace(
        appeal,
        outcome=outcome,
        reason=reason.strip(),
        answered_by=answered_by,
        answered_at=now,
        version=appeal.version + 1,
    )


def _nth_working_day(since: datetime, n: int, calendar: WorkCalendar) -> date:
    day = since.astimezone(calendar.zone).date()
    for _ in range(n):
        day = calendar.next_working_day(day)
    return day
