"""What a proctor is shown, and how heavily it weighs in the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from proctor_server.review.errors import BadIncident

LONGEST_COUNTED_S = 30.0


class IncidentType(Enum):
    """What was seen; never what it means."""

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


class IncidentVerdict(Enum):
    """What the proctor says of an incident."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNCLEAR = "unclear"


class VerdictReason(Enum):
    """Why an incident is confirmed, dismissed or stays unclear."""

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


RULE_OF: Mapping[IncidentType, str] = MappingProxyType(
    {
        IncidentType.ABSENT: "left_seat",
        IncidentType.TURNED: "turned_away",
        IncidentType.GAZE_AWAY: "turned_away",
        IncidentType.EXTRA_FACE: "third_person",
        IncidentType.COVERED: "camera_covered",
        IncidentType.BLURRED: "camera_covered",
        IncidentType.DARK: "camera_covered",
        IncidentType.OVEREXPOSED: "camera_covered",
        IncidentType.FROZEN: "camera_off",
        IncidentType.LOOPING: "camera_off",
        IncidentType.IDENTITY_CHANGE: "substitution",
        IncidentType.TALKING: "talking",
        IncidentType.MICROPHONE_SILENT: "camera_off",
        IncidentType.OBJECT: "aids",
    }
)
"""The forbidden act an incident may point to."""

WEIGHT_OF: Mapping[IncidentType, float] = MappingProxyType(
    {
        IncidentType.IDENTITY_CHANGE: 5.0,
        IncidentType.EXTRA_FACE: 4.0,
        IncidentType.ABSENT: 3.0,
        IncidentType.OBJECT: 3.0,
        IncidentType.TALKING: 2.0,
        IncidentType.COVERED: 3.0,
        IncidentType.LOOPING: 4.0,
        IncidentType.FROZEN: 2.0,
        IncidentType.TURNED: 1.5,
        IncidentType.GAZE_AWAY: 1.0,
        IncidentType.MICROPHONE_SILENT: 1.0,
        IncidentType.DARK: 1.0,
        IncidentType.BLURRED: 0.5,
        IncidentType.OVEREXPOSED: 0.5,
    }
)
"""How much ten seconds of a type count for the queue's order; our choice, to be fitted to decisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A span of an attempt with evidence, in seconds since the attempt started.

    `curve` is the signal: (seconds, value of `measure`); `threshold` is what the value crossed;
    `open` while the signal has not ended.
    """

    id: str
    attempt_id: str
    type: IncidentType
    rule_id: str
    t0_s: float
    t1_s: float
    direction: str | None = None
    sub: str | None = None
    confidence: float
    curve: tuple[tuple[float, float], ...] = ()
    measure: str = ""
    threshold: float = 0.0
    open: bool = False
    verdict: IncidentVerdict | None = None
    verdict_reason: VerdictReason | None = None
    verdict_by: str | None = None
    verdict_at: datetime | None = None
    note: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        if not self.t0_s <= self.t1_s:
            raise BadIncident(f"{self.id}: it ends before it begins")
        if not 0.0 <= self.confidence <= 1.0:
            raise BadIncident(f"{self.id}: confidence {self.confidence} is not within 0..1")

    @property
    def duration_s(self) -> float:
        """Give how long it lasted, in seconds."""
        return self.t1_s - self.t0_s


def severity(incidents: Iterable[Incident]) -> float:
    """Sum weight × confidence × min(duration, 30 s) / 10 over all incidents not dismissed.

    It orders a queue and nothing else: it is no probability of a violation and decides nothing.
    Beyond 30 s a longer span says nothing new.
    """
    return sum(_severity_of(i) for i in incidents if i.verdict is not IncidentVerdict.DISMISSED)


def _severity_of(incident: Incident) -> float:
    seconds = min(incident.duration_s, LONGEST_COUNTED_S)
    return WEIGHT_OF[incident.type] * incident.confidence * seconds / 10.0
