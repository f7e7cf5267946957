"""Bodies of a test administrator's work."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from proctor_server.api.schemas.attempt import AttemptStateName, RuleView, SectionView
from proctor_server.api.schemas.shared import Body, Id, Instant, LocalTextView, View


class OverviewView(View):
    """Counts for the start page. `analysis_pending`: segments waiting for the workers."""

    attempts_by_state: dict[str, int]
    reviews_by_state: dict[str, int]
    reviews_overdue: int
    items_by_section: dict[str, int]
    analysis_pending: int
    recordings_bytes: int
    disk_free_bytes: int
    server_now: datetime


class AdminAttemptRow(View):
    id: str
    personal_number: str
    candidate_login: str
    programme_title: LocalTextView
    state: AttemptStateName
    close_cause: Literal["submitted", "time_up"] | None
    window_opens_at: datetime
    window_closes_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    total: int | None
    passed: bool | None
    outcome: Literal["no_violation", "violation"] | None


class AssignAttempt(Body):
    """Give a candidate an attempt of a programme inside a window of time (aware instants)."""

    candidate_id: Id
    programme_id: Id
    window_opens_at: Instant
    window_closes_at: Instant


class CandidateRow(View):
    id: str
    login: str
    display_name: str
    personal_number: str
    n_attempts: int


class NewCandidate(Body):
    """`iin`: the individual identification number, 12 digits; only a keyed hash of it is stored."""

    login: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=3, max_length=100, pattern=r"^[A-Za-z0-9._@-]+$"),
    ]
    display_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    password: Annotated[str, StringConstraints(min_length=12, max_length=200)]
    iin: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]


class ItemRow(View):
    id: str
    code: str
    section_id: str
    topic: str
    stem: LocalTextView
    article: str
    edition_date: str


class OptionTextView(View):
    id: str
    text: LocalTextView


class ItemDetail(ItemRow):
    """With the key: reading it is written to the audit table."""

    act: str
    options: list[OptionTextView]
    correct_ids: list[str]


class ProgrammeView(View):
    id: str
    title: LocalTextView
    sections: list[SectionView]
    n_items: int
    limit_s: int
    pass_total: int
    rules: list[RuleView]


class AuditRow(View):
    at: datetime
    actor_login: str | None
    action: str
    subject: str


class Health(View):
    status: Literal["ok"]
