"""Who may decide a review, and when a decision stands.

Every step returns the review or incident as it will be, with `version` one higher; the store updates
it where the stored version is the old one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from proctor_server.review.errors import (
    AlreadyDecided,
    ClaimedByOther,
    IncidentElsewhere,
    IncidentsUndecided,
    NotClaimed,
    ReasonRequired,
    RuleNotConfirmed,
    RuleRequired,
    UnknownRule,
)
from proctor_server.review.incident import Incident, IncidentVerdict, VerdictReason
from proctor_server.review.vocabulary import require_reason

LEASE = timedelta(minutes=30)
"""How long a claim keeps other proctors away; working on the review claims it again."""

N_REASON_CHARACTERS = 20
"""A reason that stands without a confirmed incident has at least so many characters."""


class ReviewState(Enum):
    """How far a review has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DECIDED = "decided"


class Round(Enum):
    """Which reading of a review it is; they follow each other in this order."""

    FIRST = "first"
    SECOND = "second"
    SENIOR = "senior"


class Outcome(Enum):
    """What a named person decided about an attempt."""

    NO_VIOLATION = "no_violation"
    VIOLATION = "violation"
    VOID = "void"  # a technical fault: nothing is held against the candidate, who may sit again


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A proctor's look at one closed attempt; instants are aware UTC."""

    id: str
    attempt_id: str
    state: ReviewState = ReviewState.WAITING
    round: Round = Round.FIRST
    due_at: datetime
    claimed_by: str | None = None
    lease_until: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom, when and why; `rule_id` is the rule broken, None without a violation."""

    review_id: str
    attempt_id: str
    outcome: Outcome
    rule_id: str | None
    reason: str
    decided_by: str
    decided_at: datetime


def decide_claim(review: Review, *, proctor_id: str, now: datetime, lease: timedelta = LEASE) -> Review:
    """Give the review to a proctor until `now + lease`; claiming again renews the lease.

    Raises:
        AlreadyDecided: the review is decided.
        ClaimedByOther: another proctor's lease has not run out.
    """
    _require_undecided(review)
    if review.claimed_by not in (None, proctor_id) and not is_lapsed(review, now):
        raise ClaimedByOther(review.id)
    return replace(
        review,
        state=ReviewState.CLAIMED,
        claimed_by=proctor_id,
        lease_until=now + lease,
        version=review.version + 1,
    )


def decide_unclaim(review: Review, *, proctor_id: str) -> Review:
    """Put the review back into the queue; a claim that lapsed and was not taken is still the proctor's.

    Raises:
        AlreadyDecided: the review is decided.
        NotClaimed: the proctor does not hold it.
    """
    _require_held(review, proctor_id)
    return replace(
        review, state=ReviewState.WAITING, claimed_by=None, lease_until=None, version=review.version + 1
    )


def decide_verdict(
    review: Review,
    incident: Incident,
    *,
    verdict: IncidentVerdict | None,
    proctor_id: str,
    now: datetime,
    reason: VerdictReason | None = None,
    note: str = "",
) -> Incident:
    """Say what one makes of an incident; a verdict may be changed, or taken back, until the reading is signed.

    Raises:
        AlreadyDecided, NotClaimed: the review is not in this proctor's hands.
        IncidentElsewhere: the incident belongs to another attempt.
        UnknownReason: the reason does not go with the verdict.
    """
    _require_held(review, proctor_id)
    if incident.attempt_id != review.attempt_id:
        raise IncidentElsewhere(incident.id)
    if verdict is not None and reason is not None:
        require_reason(verdict, reason)
    given = verdict is not None
    return replace(
        incident,
        verdict=verdict,
        verdict_reason=reason if given else None,
        verdict_by=proctor_id if given else None,
        verdict_at=now if given else None,
        note=note.strip() if given else "",
        version=incident.version + 1,
    )


def decide_decision(
    review: Review,
    incidents: Sequence[Incident],
    *,
    outcome: Outcome,
    rule_id: str | None,
    rule_ids: Collection[str],
    reason: str,
    proctor_id: str,
    now: datetime,
) -> tuple[Review, Decision]:
    """Decide the review; `rule_ids` are the programme's rules, `incidents` all of the attempt.

    A violation names its rule and reason, and rests on a confirmed incident of that rule or on a reason
    of at least 20 characters (a person may see what no signal saw). A void attempt has a reason too.

    Raises:
        AlreadyDecided, NotClaimed: the review is not in this proctor's hands.
        IncidentElsewhere: an incident belongs to another attempt.
        IncidentsUndecided: an incident has no verdict.
        RuleRequired, UnknownRule, ReasonRequired, RuleNotConfirmed: the violation is not founded.
    """
    _require_held(review, proctor_id)
    _require_all_judged(review, incidents)
    rule = None
    if outcome is Outcome.VIOLATION:
        rule = _require_founded(incidents, rule_id, reason.strip(), rule_ids)
    if outcome is Outcome.VOID and not reason.strip():
        raise ReasonRequired
    decision = Decision(
        review_id=review.id,
        attempt_id=review.attempt_id,
        outcome=outcome,
        rule_id=rule,
        reason=reason.strip(),
        decided_by=proctor_id,
        decided_at=now,
    )
    decided = replace(review, state=ReviewState.DECIDED, lease_until=None, version=review.version + 1)
    return decided, decision


def _require_all_judged(review: Review, incidents: Sequence[Incident]) -> None:
    for incident in incidents:
        if incident.attempt_id != review.attempt_id:
            raise IncidentElsewhere(incident.id)
    n_open = sum(1 for incident in incidents if incident.verdict is None)
    if n_open:
        raise IncidentsUndecided(n_open)


def _require_founded(
    incidents: Sequence[Incident], rule_id: str | None, reason: str, rule_ids: Collection[str]
) -> str:
    if not rule_id:
        raise RuleRequired
    if rule_id not in rule_ids:
        raise UnknownRule(rule_id)
    if not reason:
        raise ReasonRequired
    confirmed = {i.rule_id for i in incidents if i.verdict is IncidentVerdict.CONFIRMED}
    if rule_id not in confirmed and len(reason) < N_REASON_CHARACTERS:
        raise RuleNotConfirmed(rule_id)
    return rule_id


def _require_undecided(review: Review) -> None:
    if review.state is ReviewState.DECIDED:
        raise AlreadyDecided(review.id)


def _require_held(review: Review, proctor_id: str) -> None:
    """Require the proctor's claim; a lapsed lease holds until another proctor takes the review."""
    _require_undecided(review)
    if review.claimed_by != proctor_id:
        raise NotClaimed(review.id)


def is_lapsed(review: Review, now: datetime) -> bool:
    """Tell whether a claim keeps nobody away any more."""
    return review.lease_until is None or now >= review.lease_until
