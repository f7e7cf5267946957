"""Bodies of a test administrator's work."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from proctor_server.api.schemas.attempt import AttemptStateName, RuleView
from proctor_server.api.schemas.blocks import (
    AccommodationsView,
    AccommodationsWrite,
    Aid,
    BlockKindName,
    SectionView,
)
from proctor_server.api.schemas.shared import Body, Id, Instant, LocalTextView, View


class OverviewView(View):
    """Counts for the start page. `analysis_pending`: segments waiting for the workers.

    `storage_full`: the disk for recordings is nearly full, so no new attempt can begin.
    """

    attempts_by_state: dict[str, int]
    reviews_by_state: dict[str, int]
    reviews_overdue: int
    items_by_section: dict[str, int]
    analysis_pending: int
    recordings_bytes: int
    disk_free_bytes: int
    storage_full: bool
    server_now: datetime


class AdminAttemptRow(View):
    """`limits_s`, `extras_s`: of each block, in order.

    `may_credit`: the programme lets a person give back what an outage on the candidate's side took.
    """

    id: str
    programme_id: str
    direction: str | None
    accommodations: AccommodationsView
    limits_s: list[int]
    extras_s: list[int]
    paused_at: datetime | None
    may_credit: bool
    personal_number: str
    candidate_login: str
    programme_title: LocalTextView
    state: AttemptStateName
    close_cause: Literal["submitted", "time_up", "ended"] | None
    window_opens_at: datetime
    window_closes_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    total: int | None
    passed: bool | None
    outcome: Literal["no_violation", "violation", "void"] | None


class AssignAttempt(Body):
    """Give a candidate an attempt of a programme inside a window of time (aware instants).

    `direction`: by which an essay's task is drawn.
    """

    candidate_id: Id
    programme_id: Id
    window_opens_at: Instant
    window_closes_at: Instant
    direction: Id | None = None
    accommodations: AccommodationsWrite | None = None


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


class ProgrammeBlockView(View):
    id: str
    title: LocalTextView
    kind: BlockKindName
    limit_s: int
    n_items: int
    sections: list[SectionView]
    navigation: Literal["free", "forward"]
    aids: list[Aid]
    break_after_s: int
    next_starts_itself: bool


class ProgrammeView(View):
    """A programme in its newest version, whose number is `version_no`."""

    id: str
    version_no: int
    retake: bool
    blocks: list[ProgrammeBlockView]
    title: LocalTextView
    sections: list[SectionView]
    n_items: int
    limit_s: int
    pass_total: int | None
    rules: list[RuleView]


class ProgrammeVersionView(View):
    """One version of a programme as it was saved. `author_login` None: it came with the product."""

    id: str
    programme_id: str
    no: int
    document: dict[str, Any]
    author_login: str | None
    created_at: datetime


class NewProgrammeVersion(Body):
    """The whole document; what is wrong in it is told place by place (422 `bad_programme`, `params.faults`)."""

    document: dict[str, Any]


class AuditRow(View):
    at: datetime
    actor_login: str | None
    action: str
    subject: str


class Health(View):
    status: Literal["ok"]
