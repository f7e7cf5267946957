"""What goes over the wire: the request and response bodies of the HTTP interface, typed and bounded."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Direction = Literal["left", "right", "up", "down", "back"]
"""Where the candidate turned, as the image shows it."""


def _in_our_time(value: datetime) -> datetime:
    """Turn into UTC; an instant that no clock of a candidate can show is refused, and so cannot overflow."""
    if not 2000 <= value.year <= 2100:
        raise ValueError("the instant lies outside the years 2000 to 2100")
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
"""An instant in a request: with its offset, or it would be no instant."""

UiLanguage = Literal["kk", "ru", "en"]
TestLanguage = Literal["kk", "ru"]


class Body(BaseModel):
    """A request body: unknown members are refused, so a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class View(BaseModel):
    """A response body."""

    model_config = ConfigDict(from_attributes=True)


class LocalTextView(View):
    kk: str
    ru: str
    en: str | None = None


class Problem(View):
    """RFC 9457 problem details; `code` is stable and what a client translates."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    params: dict[str, str | int | float | list[str]] = {}


# --- signing in ---------------------------------------------------------------------------------------


class Role(StrEnum):
    CANDIDATE = "candidate"
    PROCTOR = "proctor"
    ADMINISTRATOR = "administrator"


class AccountView(View):
    id: str
    login: str
    role: Role
    display_name: str
    language: UiLanguage


class SessionView(View):
    """`csrf_token` goes into the header `X-CSRF-Token` of every request that changes something."""

    account: AccountView | None
    csrf_token: str
    server_now: datetime


class SignIn(Body):
    login: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


# --- the candidate's attempt --------------------------------------------------------------------------


class AttemptStateName(StrEnum):
    ASSIGNED = "assigned"
    CONSENTED = "consented"
    CHECKED = "checked"
    RUNNING = "running"
    CLOSED = "closed"
    RELEASED = "released"


class SectionView(View):
    id: str
    title: LocalTextView
    n_items: int
    minimum_correct: int


class RuleView(View):
    """A forbidden act of the programme."""

    id: str
    title: LocalTextView
    detail: LocalTextView


class AttemptSummary(View):
    id: str
    programme_id: str
    title: LocalTextView
    state: AttemptStateName
    close_cause: Literal["submitted", "time_up"] | None
    language: TestLanguage | None
    n_items: int
    limit_s: int
    window_opens_at: datetime
    window_closes_at: datetime
    started_at: datetime | None
    deadline_at: datetime | None
    closed_at: datetime | None
    server_now: datetime


class SlotState(View):
    slot: int
    section_id: str
    answered: bool
    flagged: bool
    saved_at: datetime | None


class MediaView(View):
    """Whether the server is receiving the candidate's camera and microphone right now."""

    connected: bool
    last_media_at: datetime | None


class AttemptView(AttemptSummary):
    personal_number: str
    consent_version: str
    sections: list[SectionView]
    pass_total: int
    rules: list[RuleView]
    slots: list[SlotState]
    device_epoch: int
    media: MediaView


class Consent(Body):
    text_version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    language: UiLanguage


class FrameCheckView(View):
    """What the server saw on one camera frame of the device check. `face_share`: face width / frame width."""

    n_faces: int
    face_share: float | None
    luma: float
    view: Literal["clear", "covered", "dark", "blurred", "overexposed"]


class UploadProbeView(View):
    n_bytes: int


class DeviceCheck(Body):
    """Outcome of the device check; labels of devices are hints for the proctor, never trusted."""

    camera_label: Annotated[str, StringConstraints(max_length=200)]
    microphone_label: Annotated[str, StringConstraints(max_length=200)]
    microphone_level_db: float
    luma: float
    n_faces: Annotated[int, Field(ge=0, le=50)]
    upload_kbps: Annotated[float, Field(ge=0)]
    failed_steps: list[Literal["camera", "microphone", "light", "face", "speed"]]


class StartAttempt(Body):
    language: TestLanguage


class DeviceClaim(Body):
    """`device_id` is made by the page once per load (tab). `takeover`: take the attempt from another device."""

    device_id: UUID
    takeover: bool = False


class DeviceGranted(View):
    device_epoch: int


class OptionView(View):
    id: str
    text: str


class ResponseView(View):
    revision: int
    choice_ids: list[str]
    saved_at: datetime


class SlotView(View):
    """One item in the attempt's language with its options in this attempt's order; never its key."""

    slot: int
    section_id: str
    stem: str
    options: list[OptionView]
    response: ResponseView | None
    flagged: bool


class ResponseWrite(Body):
    """An answer. `operation_id` makes it idempotent; `base_revision` is the revision it replaces (0 at first)."""

    operation_id: UUID
    device_epoch: Annotated[int, Field(ge=1)]
    base_revision: Annotated[int, Field(ge=0)]
    choice_ids: Annotated[list[Id], Field(max_length=20)]
    client_at: Instant | None = None
    dwell_ms: Annotated[int, Field(ge=0, le=86_400_000)] = 0


class ResponseSaved(View):
    """Returned only after the commit. `replayed`: this operation had been saved before, same answer again."""

    slot: int
    revision: int
    choice_ids: list[str]
    saved_at: datetime
    replayed: bool


class FlagWrite(Body):
    device_epoch: Annotated[int, Field(ge=1)]
    flagged: bool


class SubmitAttempt(Body):
    device_epoch: Annotated[int, Field(ge=1)]


class IntegrityKind(StrEnum):
    CAMERA_ENDED = "camera_ended"
    CAMERA_MUTED = "camera_muted"
    CAMERA_UNMUTED = "camera_unmuted"
    CAMERA_CHANGED = "camera_changed"
    MICROPHONE_ENDED = "microphone_ended"
    MICROPHONE_MUTED = "microphone_muted"
    MICROPHONE_UNMUTED = "microphone_unmuted"
    PAGE_HIDDEN = "page_hidden"
    PAGE_SHOWN = "page_shown"
    WINDOW_BLURRED = "window_blurred"
    WINDOW_FOCUSED = "window_focused"
    MEDIA_DISCONNECTED = "media_disconnected"
    MEDIA_CONNECTED = "media_connected"
    OFFLINE = "offline"
    ONLINE = "online"


class IntegrityEvent(Body):
    id: UUID
    kind: IntegrityKind
    client_at: Instant


class IntegrityEvents(Body):
    events: Annotated[list[IntegrityEvent], Field(min_length=1, max_length=100)]


class SectionResult(View):
    id: str
    title: LocalTextView
    correct: int
    n_items: int
    minimum: int


class DecisionView(View):
    outcome: Literal["no_violation", "violation"]
    rule: RuleView | None
    reason: str
    decided_at: datetime


class ResultView(View):
    """The released result. With a violation confirmed by a proctor, `passed` is false whatever the score."""

    attempt_id: str
    total: int
    n_items: int
    pass_total: int
    passed: bool
    sections: list[SectionResult]
    decision: DecisionView | None
    released_at: datetime


# --- the proctor --------------------------------------------------------------------------------------


class IncidentTypeName(StrEnum):
    ABSENT = "absent"
    TURNED = "turned"
    EXTRA_FACE = "extra_face"
    COVERED = "covered"
    FROZEN = "frozen"
    BLURRED = "blurred"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    IDENTITY_CHANGE = "identity_change"
    GAZE_AWAY = "gaze_away"


class CurvePoint(View):
    at_s: float
    value: float


class IncidentView(View):
    """Times in seconds from the attempt's start. `curve`: the deciding `measure` around the span."""

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
    open: bool
    verdict: Literal["confirmed", "dismissed"] | None
    verdict_reason: str | None


class CoverageSpanView(View):
    t0_s: float
    t1_s: float
    state: Literal["observed", "pending", "not_observed"]
    cause: Literal["network", "camera_off", "microphone_off", "server", "analysis", "not_connected"] | None


class PartView(View):
    """One recording file. `t0_s` is where it begins on the attempt's time line; `url` answers Range requests."""

    id: str
    t0_s: float
    duration_s: float
    url: str


class IntegrityEventView(View):
    at_s: float
    kind: IntegrityKind


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
    claimed_by_me: bool
    claimed_by_other: bool
    n_incidents: int
    severity: float
    analysis_pending: bool
    outcome: Literal["no_violation", "violation"] | None


class QueueView(View):
    server_now: datetime
    waiting: list[QueueRow]
    decided: list[QueueRow]


class ReviewView(View):
    review_id: str
    attempt_id: str
    personal_number: str
    programme_title: LocalTextView
    state: ReviewStateName
    claimed_by_me: bool
    claimed_by_other: bool
    lease_until: datetime | None
    started_at: datetime
    closed_at: datetime
    due_at: datetime
    duration_s: float
    rules: list[RuleView]
    incidents: list[IncidentView]
    coverage: list[CoverageSpanView]
    parts: list[PartView]
    events: list[IntegrityEventView]
    analysis_pending: bool
    decision: DecisionView | None
    server_now: datetime


class VerdictWrite(Body):
    verdict: Literal["confirmed", "dismissed"]
    reason: Sentence = ""


class DecisionWrite(Body):
    outcome: Literal["no_violation", "violation"]
    rule_id: Id | None = None
    reason: Sentence = ""


class LiveRow(View):
    attempt_id: str
    personal_number: str
    programme_title: LocalTextView
    started_at: datetime
    deadline_at: datetime
    media: MediaView
    n_incidents: int
    n_answered: int
    n_items: int
    still_url: str | None
    still_at: datetime | None


class LiveView(View):
    server_now: datetime
    attempts: list[LiveRow]


# --- the administrator --------------------------------------------------------------------------------


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
