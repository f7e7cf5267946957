"""Bodies of a proctor's work."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from proctor_server.api.schemas.attempt import DecisionView, IntegrityKind, MediaView, RuleView
from proctor_server.api.schemas.blocks import Aid
from proctor_server.api.schemas.intervention import InterventionView
from proctor_server.api.schemas.shared import Body, Direction, Id, LocalTextView, Sentence, View


class IncidentTypeName(StrEnum):
    ABSENT = "absent"
    TURNED = "turned"
    EXTRA_FACE = "extra_face"
    COVERED = "covered"
    FROZEN = "frozen"
    LOOPING = "looping"
    BLURRED = "blurred"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    IDENTITY_CHANGE = "identity_change"
    GAZE_AWAY = "gaze_away"
    TALKING = "talking"
    MICROPHONE_SILENT = "microphone_silent"
    OBJECT = "object"
    UNLABELLED = "unlabelled"


VerdictName = Literal["confirmed", "dismissed", "unclear"]
OutcomeName = Literal["no_violation", "violation", "void"]
RoundName = Literal["first", "second", "senior"]


class VerdictReasonName(StrEnum):
    """Why; `GET /api/proctor/vocabulary` says which go with which verdict."""

    CLEARLY_SEEN = "clearly_seen"
    REPEATED = "repeated"
    SEEN_AND_HEARD = "seen_and_heard"
    NOT_WHAT_IT_SEEMS = "not_what_it_seems"
    TOO_SHORT = "too_short"
    ALLOWED_HERE = "allowed_here"
    BAD_PICTURE = "bad_picture"
    TECHNICAL_FAULT = "technical_fault"
    OUT_OF_FRAME = "out_of_frame"
    OTHER = "other"


class CurvePoint(View):
    at_s: float
    value: float


class StillView(View):
    """A picture of an incident: which moment it shows, in seconds from the attempt's start, and where to get it."""

    moment: Literal["start", "worst", "end"]
    at_s: float
    url: str


class IncidentView(View):
    """Times in seconds from the attempt's start. `curve`: the deciding `measure` around the span.

    `unlabelled`: a blind reader's, before their first verdict; neither what it is nor how sure is told.
    """

    id: str
    type: IncidentTypeName
    rule_id: str
    t0_s: float
    t1_s: float
    direction: Direction | None
    sub: str | None
    confidence: float
    measure: str
    threshold: float
    curve: list[CurvePoint]
    still_url: str | None
    stills: list[StillView]
    open: bool
    verdict: VerdictName | None
    verdict_reason: VerdictReasonName | None
    note: str


CoverageCauseName = Literal[
    "server",
    "analysis",
    "network",
    "camera_unplugged",
    "camera_ended",
    "camera_muted",
    "camera_changed",
    "microphone_unplugged",
    "microphone_ended",
    "microphone_muted",
    "microphone_changed",
    "screen_ended",
    "not_connected",
]


class CoverageSpanView(View):
    """A stretch of the coverage line. `backfilled`: the page recorded it itself and sent it after an outage."""

    t0_s: float
    t1_s: float
    state: Literal["observed", "uncertain", "pending", "not_observed"]
    cause: CoverageCauseName | None
    fault: Literal["candidate", "network", "server"] | None
    backfilled: bool


class PartView(View):
    """One recording file. `t0_s` is where it begins on the attempt's time line; `url` answers Range requests.

    `kind`: of the camera, or of the screen where the programme asks for it.
    """

    id: str
    t0_s: float
    duration_s: float
    url: str
    kind: Literal["camera", "screen"]


class IntegrityEventView(View):
    """A hint of the candidate's page, never proof. `detail`: what belongs to it, e.g. a camera's label."""

    at_s: float
    kind: IntegrityKind
    detail: str | None


class ReviewBlockView(View):
    """Where a block stands on the attempt's time line, and what may be used in it: it breaks no rule there."""

    no: int
    title: LocalTextView
    t0_s: float
    t1_s: float
    aids: list[Aid]


class ReviewStateName(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    DECIDED = "decided"


class QueueRow(View):
    review_id: str
    attempt_id: str
    personal_number: str
    programme_title: LocalTextView
    closed_at: datetime
    due_at: datetime
    overdue: bool
    state: ReviewStateName
    round: RoundName
    claimed_by_me: bool
    claimed_by_other: bool
    n_incidents: int
    severity: float
    analysis_pending: bool
    outcome: OutcomeName | None


class QueueView(View):
    """The first hundred of `n_waiting`; `n_elsewhere` are for other people to read."""

    server_now: datetime
    waiting: list[QueueRow]
    decided: list[QueueRow]
    n_waiting: int
    n_elsewhere: int


class NoteView(View):
    """One's own note at a time of the attempt, in seconds since it started."""

    id: str
    at_s: float
    text: str


class NoteWrite(Body):
    at_s: Annotated[float, Field(ge=0, le=86_400)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class PaceView(View):
    """How the queue goes; `n_measured` 0: the pace is a starting point, not a measurement."""

    n_waiting: int
    n_late: int
    first_late_at: datetime | None
    n_proctors: int
    n_needed: int | None
    minutes_a_review: float
    n_measured: int


class ShareView(View):
    """`hits` of `n` with the 95 % interval of the true share (Wilson); null while `n` is 0."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


class ReviewerAgreementView(View):
    """A reviewer by pseudonym; `kappa` is null while too few reviews were read twice.

    Of known answers met unawares: `sensitivity`, violations found; `specificity`, the innocent left alone.
    """

    reviewer: str
    n_readings: int
    n_pairs: int
    observed: float
    kappa: float | None
    sensitivity: ShareView
    specificity: ShareView


class KnownAnswerView(View):
    """What a senior knows of a settled incident; `marked_by` is a pseudonym."""

    incident_id: str
    attempt_id: str
    is_violation: bool
    grounds: str
    marked_by: str
    marked_at: datetime


class KnownAnswerWrite(Body):
    is_violation: bool
    grounds: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class ReviewView(View):
    """`report_allowed`: the caller may take the session's report; the page offers it to nobody else."""

    review_id: str
    attempt_id: str
    personal_number: str
    programme_title: LocalTextView
    state: ReviewStateName
    round: RoundName
    claimed_by_me: bool
    claimed_by_other: bool
    lease_until: datetime | None
    started_at: datetime
    closed_at: datetime
    due_at: datetime
    duration_s: float
    rules: list[RuleView]
    incidents: list[IncidentView]
    blind: bool
    coverage: list[CoverageSpanView]
    parts: list[PartView]
    events: list[IntegrityEventView]
    blocks: list[ReviewBlockView]
    notes: list[NoteView]
    analysis_pending: bool
    decision: DecisionView | None
    report_allowed: bool
    server_now: datetime


class VerdictWrite(Body):
    """`verdict` null takes a verdict back."""

    verdict: VerdictName | None
    reason: VerdictReasonName | None = None
    note: Sentence = ""


class DecisionWrite(Body):
    outcome: OutcomeName
    rule_id: Id | None = None
    reason: Sentence = ""


class LiveRow(View):
    """`silent_since`: the alarm that nothing has come for ten seconds stands since then.

    `interventions`: what was done last, at most three, oldest first.
    `paused_at`: the clock stands since then; `may_pause`: the programme lets a proctor pause.
    """

    attempt_id: str
    personal_number: str
    programme_title: LocalTextView
    started_at: datetime
    deadline_at: datetime
    paused_at: datetime | None
    may_pause: bool
    media: MediaView
    silent_since: datetime | None
    n_incidents: int
    last_incident_at: datetime | None
    n_answered: int
    n_items: int
    end_allowed: bool
    interventions: list[InterventionView]
    still_url: str | None
    still_at: datetime | None


class LiveView(View):
    """`group` of `n_groups`: more attempts run than one person can watch, so they are shared out by their ids."""

    server_now: datetime
    n_running: int
    group: int
    n_groups: int
    attempts: list[LiveRow]
    storage_full: bool
