"""Which reading of a review comes next, who may make it, and whose decision is final.

A first reading ends most reviews. A violation, and a share drawn at random, is read by a second person who sees
neither the first one's verdicts nor their decision. Where the two differ, a senior settles it.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from proctor_server.review.decision import Outcome, Review, ReviewState, Round
from proctor_server.review.errors import BadSecondShare, KnowsCandidate, ReadBefore, SeniorNeeded

_THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One person's signed decision about a review; `rule_id` is the rule broken, None without a violation."""

    review_id: str
    round: Round
    reader_id: str
    outcome: Outcome
    rule_id: str | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """When a second person reads: a share of all in thousandths, and (or not) every violation.

    Raises:
        BadSecondShare: the share is not within 0..1000.
    """

    second_per_mille: int = 100
    second_for_violation: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.second_per_mille <= _THOUSAND:
            raise BadSecondShare(str(self.second_per_mille))


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who wants to read; `known_candidate_ids`: the conflicts they have declared."""

    id: str
    is_senior: bool = False
    known_candidate_ids: frozenset[str] = frozenset()


def is_drawn(review_id: str, policy: ReadingPolicy) -> bool:
    """Tell whether a review belongs to the share that a second person reads whatever the first decides.

    The draw follows from the review's random id alone: nobody can influence it and it is the same tomorrow.
    """
    number = int.from_bytes(hashlib.sha256(review_id.encode()).digest()[:8])
    return number % _THOUSAND < policy.second_per_mille


def next_round(review_id: str, readings: Sequence[Reading], policy: ReadingPolicy) -> Round | None:
    """Give the reading a review still needs; None: the last one of `readings` is final."""
    match list(readings):
        case []:
            return Round.FIRST
        case [first]:
            doubted = first.outcome is Outcome.VIOLATION and policy.second_for_violation
            return Round.SECOND if doubted or is_drawn(review_id, policy) else None
        case [first, second]:
            return None if agree(first, second) else Round.SENIOR
        case _:
            return None


def sent_on(review: Review, following: Round) -> Review:
    """Give the review back into the queue, for another person's reading; its due instant stays."""
    return replace(
        review,
        state=ReviewState.WAITING,
        round=following,
        claimed_by=None,
        lease_until=None,
        version=review.version + 1,
    )


def agree(one: Reading, other: Reading) -> bool:
    """Tell whether two people decided the same: the outcome and, of a violation, the rule."""
    return one.outcome is other.outcome and one.rule_id == other.rule_id


def require_reader(reader: Reader, *, round_: Round, readings: Sequence[Reading], candidate_id: str) -> None:
    """Let somebody read only what they have not read, of a candidate they do not know.

    Raises:
        KnowsCandidate: they have declared that they know the candidate.
        ReadBefore: an earlier reading of this review is theirs.
        SeniorNeeded: two readings differ, and they are no senior.
    """
    if candidate_id in reader.known_candidate_ids:
        raise KnowsCandidate(candidate_id)
    if any(reading.reader_id == reader.id for reading in readings):
        raise ReadBefore(readings[0].review_id)
    if round_ is Round.SENIOR and not reader.is_senior:
        raise SeniorNeeded(readings[0].review_id)


def may_read(reader: Reader, *, round_: Round, reader_ids: Collection[str], candidate_id: str) -> bool:
    """Tell what `require_reader` requires, by the ids of those who have read."""
    free = candidate_id not in reader.known_candidate_ids and reader.id not in reader_ids
    return free and (round_ is not Round.SENIOR or reader.is_senior)
