"""Bodies of a candidate's attempt."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from proctor_server.api.schemas.blocks import AccommodationsView, BlockView, SectionView
from proctor_server.api.schemas.item import ItemView
from proctor_server.api.schemas.shared import Body, Id, Instant, LocalTextView, TestLanguage, UiLanguage, View


class AttemptStateName(StrEnum):
    ASSIGNED = "assigned"
    CONSENTED = "consented"
    CHECKED = "checked"
    RUNNING = "running"
    CLOSED = "closed"
    RELEASED = "released"


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
    close_cause: Literal["submitted", "time_up", "ended"] | None
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
    block_no: int
    section_id: str
    answered: bool
    flagged: bool
    saved_at: datetime | None


class MediaView(View):
    """Whether the server is receiving the candidate's camera and microphone right now."""

    connected: bool
    last_media_at: datetime | None


class AttemptView(AttemptSummary):
    """`block_no`: the running block, whose deadline `deadline_at` is; None before the start and in a break.

    `booked_language`: what the candidate chose when they booked; the test is in no other.
    `retake`: whether the programme may be sat again. `break_until` is set in a break alone.
    `paused_at`: the clock stands since then, and there is no deadline.
    """

    personal_number: str
    consent_version: str
    screen: Literal["off", "optional", "required"]
    sections: list[SectionView]
    pass_total: int | None
    retake: bool
    rules: list[RuleView]
    slots: list[SlotState]
    blocks: list[BlockView]
    block_no: int | None
    break_until: datetime | None
    paused_at: datetime | None
    accommodations: AccommodationsView
    booked_language: TestLanguage | None
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


class ResponseView(View):
    revision: int
    answers: dict[str, list[str]]
    saved_at: datetime


class SlotView(View):
    """One item in the attempt's language with its choices in this attempt's order; never its key."""

    slot: int
    block_no: int
    section_id: str
    item: ItemView
    response: ResponseView | None
    flagged: bool


Value = Annotated[str, StringConstraints(max_length=20_000)]
AnswersWritten = Annotated[dict[Id, Annotated[list[Value], Field(max_length=100)]], Field(max_length=50)]
"""Values by response id: ids chosen or ordered, `"left right"` pairs, or one typed text."""


class ResponseWrite(Body):
    """An answer. `operation_id` makes it idempotent; `base_revision` is the revision it replaces (0 at first)."""

    operation_id: UUID
    device_epoch: Annotated[int, Field(ge=1)]
    base_revision: Annotated[int, Field(ge=0)]
    answers: AnswersWritten
    client_at: Instant | None = None
    dwell_ms: Annotated[int, Field(ge=0, le=86_400_000)] = 0


class ResponseSaved(View):
    """Returned only after the commit. `replayed`: this operation had been saved before, same answer again."""

    slot: int
    revision: int
    answers: dict[str, list[str]]
    saved_at: datetime
    replayed: bool


class FlagWrite(Body):
    device_epoch: Annotated[int, Field(ge=1)]
    flagged: bool


class SubmitAttempt(Body):
    device_epoch: Annotated[int, Field(ge=1)]


class IntegrityKind(StrEnum):
    CAMERA_OPENED = "camera_opened"
    CAMERA_UNPLUGGED = "camera_unplugged"
    CAMERA_ENDED = "camera_ended"
    CAMERA_MUTED = "camera_muted"
    CAMERA_UNMUTED = "camera_unmuted"
    CAMERA_CHANGED = "camera_changed"
    MICROPHONE_OPENED = "microphone_opened"
    MICROPHONE_UNPLUGGED = "microphone_unplugged"
    MICROPHONE_ENDED = "microphone_ended"
    MICROPHONE_MUTED = "microphone_muted"
    MICROPHONE_UNMUTED = "microphone_unmuted"
    MICROPHONE_CHANGED = "microphone_changed"
    SCREEN_OPENED = "screen_opened"
    SCREEN_ENDED = "screen_ended"
    PAGE_HIDDEN = "page_hidden"
    PAGE_SHOWN = "page_shown"
    WINDOW_BLURRED = "window_blurred"
    WINDOW_FOCUSED = "window_focused"
    MEDIA_DISCONNECTED = "media_disconnected"
    MEDIA_CONNECTED = "media_connected"
    OFFLINE = "offline"
    ONLINE = "online"
    FULLSCREEN_LEFT = "fullscreen_left"
    FULLSCREEN_ENTERED = "fullscreen_entered"
    SECOND_SCREEN = "second_screen"
    COPY_BLOCKED = "copy_blocked"
    CUT_BLOCKED = "cut_blocked"
    PASTE_BLOCKED = "paste_blocked"
    PRINT_BLOCKED = "print_blocked"
    CONTEXT_MENU_BLOCKED = "context_menu_blocked"
    CLIPBOARD_CHANGED = "clipboard_changed"
    DEVTOOLS_SUSPECTED = "devtools_suspected"
    VIRTUAL_CAMERA_LABEL = "virtual_camera_label"
    MEDIA_REFUSED = "media_refused"


def _a_pages_own(kind: IntegrityKind) -> IntegrityKind:
    """Take only what a page can know of itself: a refusal of ours excuses a gap, so it is ours to note."""
    if kind is IntegrityKind.MEDIA_REFUSED:
        raise ValueError("noted by the server alone")
    return kind


class IntegrityEvent(Body):
    """A hint, never proof. `detail`: what belongs to it, e.g. a camera's label; never what was typed or copied."""

    id: UUID
    kind: Annotated[IntegrityKind, AfterValidator(_a_pages_own)]
    client_at: Instant
    detail: Annotated[str, StringConstraints(max_length=200)] | None = None


class IntegrityEvents(Body):
    events: Annotated[list[IntegrityEvent], Field(min_length=1, max_length=100)]


class SectionResult(View):
    id: str
    title: LocalTextView
    correct: int
    n_items: int
    minimum: int


class DecisionView(View):
    outcome: Literal["no_violation", "violation", "void"]
    rule: RuleView | None
    reason: str
    decided_at: datetime


class QualityResult(View):
    """How strongly a personal quality shows; `passed` only where each quality has a threshold."""

    id: str
    title: LocalTextView
    percent: int
    passed: bool | None


class ReliabilityComponent(View):
    """`value` None: it could not be measured and counts for nothing."""

    measure: Literal["desirability", "infrequency", "inconsistency", "longest_run", "median_time"]
    value: int | None
    level: Literal["high", "doubtful", "low"] | None


class QuestionnaireResult(View):
    """`level`: how far the answers can be relied on; it fails nobody."""

    percent: int
    threshold: int
    passed: bool
    qualities: list[QualityResult]
    level: Literal["high", "doubtful", "low"]
    components: list[ReliabilityComponent]


class EssayResult(View):
    """`total` of `n_marks` marks; None while the essay is being marked."""

    n_words: int
    max_words: int
    state: Literal["marking", "marked"]
    total: int | None
    n_marks: int
    passed: bool | None


class ResultView(View):
    """The released result. With a violation confirmed by a proctor, `passed` is false whatever the score.

    `passed` None: the programme has no threshold, or the essay is still being marked. `pass_total` None: none.
    """

    attempt_id: str
    total: int
    n_items: int
    pass_total: int | None
    passed: bool | None
    sections: list[SectionResult]
    questionnaire: QuestionnaireResult | None
    essay: EssayResult | None
    decision: DecisionView | None
    released_at: datetime
