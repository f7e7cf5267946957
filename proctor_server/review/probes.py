"""Known answers in the queue: when a reviewer meets one, and what it makes of their first verdicts.

A probe is an earlier review, settled long ago, that stands in one reviewer's queue like any other: its incidents are
those of which a senior has written down the answer. Whether one comes follows from the ids of the review just taken
and of the reader, so nobody can ask again until none comes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from proctor_server.review.decision import N_REASON_CHARACTERS, Outcome, Review, ReviewState, Round
from proctor_server.review.errors import BadSecondShare, NotDecided, ReasonRequired, SeniorNeeded
from proctor_server.review.incident import IncidentVerdict
from proctor_server.review.rounds import Reader

_THOUSAND = 1000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BlindPolicy:
    """How blind reviewers are: `labels_later`, an incident shows neither label nor score before their first verdict.

    `known_per_mille`: how many known answers come with a thousand reviews that are taken.

    Raises:
        BadSecondShare: it is not within 0..1000.
    """

    labels_later: bool = False
    known_per_mille: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.known_per_mille <= _THOUSAND:
            raise BadSecondShare(str(self.known_per_mille))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """What a senior knows about a settled incident: was it a violation, and on what grounds they say so."""

    incident_id: str
    attempt_id: str
    is_violation: bool
    grounds: str
    marked_by: str
    marked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """An earlier attempt in one reader's queue, under an id and a number of its own."""

    id: str
    attempt_id: str
    reader_id: str
    number: str
    state: ReviewState
    made_at: datetime
    due_at: datetime
    lease_until: datetime | None = None
    outcome: Outcome | None = None
    rule_id: str | None = None
    reason: str = ""
    decided_at: datetime | None = None
    version: int = 0

    @property
    def review(self) -> Review:
        """Give it as the review that its reader takes it for."""
        held = self.state is not ReviewState.WAITING
        return Review(
            id=self.id,
            attempt_id=self.id,
            state=self.state,
            round=Round.FIRST,
            due_at=self.due_at,
            claimed_by=self.reader_id if held else None,
            lease_until=self.lease_until,
            version=self.version,
        )


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """A reader's first verdict on an incident whose answer is known; an unclear one says: not confirmed."""

    reader_id: str
    is_violation: bool
    first_verdict: IncidentVerdict

    @property
    def pair(self) -> tuple[bool, bool]:
        """Give (truth, verdict)."""
        return self.is_violation, self.first_verdict is IncidentVerdict.CONFIRMED


def meets_probe(review_id: str, reader_id: str, policy: BlindPolicy) -> bool:
    """Tell whether a known answer comes with a review that somebody takes."""
    number = int.from_bytes(hashlib.sha256(f"{review_id}/{reader_id}".encode()).digest()[:8])
    return number % _THOUSAND < policy.known_per_mille


def moved_by(closed_at: datetime, made_at: datetime) -> timedelta:
    """Tell by how many whole days an earlier attempt is shown later, so that it seems to have closed lately."""
    return max(made_at - closed_at, timedelta()) // _DAY * _DAY


def seeming_number(probe_id: str) -> str:
    """Give a number that looks like a candidate's and is nobody's: the real one may be known to the reader."""
    digits = f"{int.from_bytes(hashlib.sha256(probe_id.encode()).digest()[:8]) % 10**12:012d}"
    return "-".join((digits[:4], digits[4:8], digits[8:]))


def require_markable(review: Review, reader: Reader, grounds: str) -> str:
    """Let a senior write down the answer to an incident of a decided review; returns the grounds.

    Raises:
        SeniorNeeded: the person is no senior.
        NotDecided: the review is not decided.
        ReasonRequired: the grounds have fewer than 20 characters.
    """
    if not reader.is_senior:
        raise SeniorNeeded(review.id)
    if review.state is not ReviewState.DECIDED:
        raise NotDecided(review.id)
    if len(grounds.strip()) < N_REASON_CHARACTERS:
        raise ReasonRequired
    return grounds.strip()
