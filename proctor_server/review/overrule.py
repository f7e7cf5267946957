"""When a senior may change what was decided: by a new decision with grounds, never by touching the old one."""

from collections.abc import Collection
from datetime import datetime

from proctor_server.review.decision import N_REASON_CHARACTERS, Decision, Outcome, Review, ReviewState
from proctor_server.review.errors import (
    NotDecided,
    ReasonRequired,
    RuleRequired,
    SeniorNeeded,
    UnknownRule,
)
from proctor_server.review.rounds import Reader


def decide_overrule(
    review: Review,
    *,
    reader: Reader,
    outcome: Outcome,
    rule_id: str | None,
    rule_ids: Collection[str],
    reason: str,
    now: datetime,
) -> Decision:
    """Decide a decided review anew; the grounds have at least 20 characters.

    Raises:
        NotDecided: there is nothing to change yet.
        SeniorNeeded: the person is no senior.
        ReasonRequired: the grounds are missing or too short.
        RuleRequired, UnknownRule: a violation names a rule of the programme.
    """
    if review.state is not ReviewState.DECIDED:
        raise NotDecided(review.id)
    if not reader.is_senior:
        raise SeniorNeeded(review.id)
    if len(reason.strip()) < N_REASON_CHARACTERS:
        raise ReasonRequired
    broken = rule_id if outcome is Outcome.VIOLATION else None
    if outcome is Outcome.VIOLATION:
        if not broken:
            raise RuleRequired
        if broken not in rule_ids:
            raise UnknownRule(broken)
    return Decision(
        review_id=review.id,
        attempt_id=review.attempt_id,
        outcome=outcome,
        rule_id=broken,
        reason=reason.strip(),
        decided_by=reader.id,
        decided_at=now,
    )
