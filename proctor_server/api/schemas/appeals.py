"""Bodies of appeals and of declared days."""

import datetime as dt
from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from proctor_server.api.schemas.attempt import DecisionView, RuleView
from proctor_server.api.schemas.review import IncidentTypeName, StillView
from proctor_server.api.schemas.shared import Body, Direction, LocalTextView, View

Grounds = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


class HeldIncidentView(View):
    """An incident that a proctor confirmed, as its candidate sees it; times in seconds from the start."""

    id: str
    type: IncidentTypeName
    rule: RuleView | None
    t0_s: float
    t1_s: float
    direction: Direction | None
    still_url: str
    stills: list[StillView]
    clip_url: str


class AppealFileView(View):
    id: str
    name: str
    media_type: str
    n_bytes: int
    url: str


class AppealView(View):
    id: str
    text: str
    lodged_at: datetime
    due_at: datetime
    outcome: Literal["upheld", "rejected"] | None
    reason: str
    answered_at: datetime | None
    files: list[AppealFileView]


class HeldAgainstView(View):
    """What was decided about one's own attempt; `reviewer` is a pseudonym, the same at every decision."""

    decision: DecisionView
    reviewer: str
    incidents: list[HeldIncidentView]
    appeal_until: datetime
    can_appeal: bool
    appeal: AppealView | None


class AppealCaseView(View):
    """An appeal as whoever answers it sees it. `mine_to_answer` is false for those who took part."""

    appeal: AppealView
    review_id: str
    personal_number: str
    programme_title: LocalTextView
    decision: DecisionView
    mine_to_answer: bool
    report_allowed: bool


class AppealAnswer(Body):
    outcome: Literal["upheld", "rejected"]
    reason: Grounds


class DayView(View):
    """A day that an act made a day off or a working day."""

    day: dt.date
    kind: Literal["holiday", "workday"]
    act: str


class KnownDayView(View):
    """A day that the calendar knows by itself: a state holiday, or a weekend day worked instead."""

    day: dt.date
    kind: Literal["holiday", "workday"]


class MovedDeadlineView(View):
    """An open deadline that the change has moved: of a review, or of an appeal's answer."""

    kind: Literal["review", "appeal"]
    personal_number: str
    before: datetime
    after: datetime


class DaysView(View):
    """`days` win over `known` (this year's and the next one's); `moved`: what the change just made has moved."""

    days: list[DayView]
    known: list[KnownDayView]
    moved: list[MovedDeadlineView]


class DayWrite(Body):
    """`act`: the act and its number."""

    kind: Literal["holiday", "workday"]
    act: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
