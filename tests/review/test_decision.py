"""Reviews: one proctor at a time, every incident judged, a violation founded."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from proctor_server.review.decision import (
    LEASE,
    Decision,
    Outcome,
    Review,
    ReviewState,
    decide_claim,
    decide_decision,
    decide_unclaim,
    decide_verdict,
)
from proctor_server.review.errors import (
    AlreadyDecided,
    ClaimedByOther,
    IncidentElsewhere,
    IncidentsUndecided,
    NotClaimed,
    ReasonRequired,
    ReviewError,
    RuleNotConfirmed,
    RuleRequired,
    UnknownRule,
)
from proctor_server.review.incident import Incident, IncidentType, IncidentVerdict

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
RULES = frozenset({"left_seat", "third_person", "talking"})


def a_review(**changes: Any) -> Review:
    values: dict[str, Any] = {"id": "review-1", "attempt_id": "attempt-1", "due_at": NOW, "version": 3}
    return Review(**values | changes)


def held_by(proctor_id: str) -> Review:
    return a_review(state=ReviewState.CLAIMED, claimed_by=proctor_id, lease_until=NOW + LEASE)


def an_incident(verdict: IncidentVerdict | None, rule_id: str = "left_seat", **changes: Any) -> Incident:
    values: dict[str, Any] = {
        "id": "incident-1",
        "attempt_id": "attempt-1",
        "type": IncidentType.ABSENT,
        "rule_id": rule_id,
        "t0_s": 1.0,
        "t1_s": 9.0,
        "confidence": 0.9,
        "verdict": verdict,
    }
    return Incident(**values | changes)


CONFIRMED = an_incident(IncidentVerdict.CONFIRMED)
DISMISSED = an_incident(IncidentVerdict.DISMISSED)


class TestClaim:
    def test_a_waiting_review_is_taken(self) -> None:
        review = decide_claim(a_review(), proctor_id="p1", now=NOW, lease=timedelta(minutes=5))
        assert (review.state, review.claimed_by, review.lease_until, review.version) == (
            ReviewState.CLAIMED,
            "p1",
            NOW + timedelta(minutes=5),
            4,
        )

    def test_another_proctor_waits_until_the_lease_lapses(self) -> None:
        with pytest.raises(ClaimedByOther):
            decide_claim(held_by("p1"), proctor_id="p2", now=NOW + LEASE - TICK)
        assert decide_claim(held_by("p1"), proctor_id="p2", now=NOW + LEASE).claimed_by == "p2"

    def test_the_holder_renews(self) -> None:
        renewed = decide_claim(held_by("p1"), proctor_id="p1", now=NOW + TICK)
        assert renewed.lease_until == NOW + TICK + LEASE

    def test_a_decided_review_is_not_claimed(self) -> None:
        with pytest.raises(AlreadyDecided):
            decide_claim(a_review(state=ReviewState.DECIDED), proctor_id="p1", now=NOW)

    def test_giving_back(self) -> None:
        review = decide_unclaim(held_by("p1"), proctor_id="p1")
        assert (review.state, review.claimed_by, review.lease_until) == (ReviewState.WAITING, None, None)
        with pytest.raises(NotClaimed):
            decide_unclaim(held_by("p1"), proctor_id="p2")


class TestVerdict:
    def test_is_signed(self) -> None:
        judged = decide_verdict(
            held_by("p1"),
            an_incident(None),
            verdict=IncidentVerdict.DISMISSED,
            proctor_id="p1",
            now=NOW,
            note=" a poster ",
        )
        assert (judged.verdict, judged.verdict_by, judged.verdict_at, judged.note, judged.version) == (
            IncidentVerdict.DISMISSED,
            "p1",
            NOW,
            "a poster",
            1,
        )

    def test_may_be_changed(self) -> None:
        judged = decide_verdict(
            held_by("p1"), CONFIRMED, verdict=IncidentVerdict.DISMISSED, proctor_id="p1", now=NOW
        )
        assert judged.verdict is IncidentVerdict.DISMISSED

    @pytest.mark.parametrize(
        ("review", "incident", "refusal"),
        [
            (a_review(), an_incident(None), NotClaimed),
            (held_by("p2"), an_incident(None), NotClaimed),
            (a_review(state=ReviewState.DECIDED, claimed_by="p1"), an_incident(None), AlreadyDecided),
            (held_by("p1"), an_incident(None, attempt_id="attempt-2"), IncidentElsewhere),
        ],
    )
    def test_only_by_the_holder_on_the_attempts_own_incidents(
        self, review: Review, incident: Incident, refusal: type[ReviewError]
    ) -> None:
        with pytest.raises(refusal):
            decide_verdict(review, incident, verdict=IncidentVerdict.CONFIRMED, proctor_id="p1", now=NOW)


def decide(
    *incidents: Incident,
    review: Review | None = None,
    outcome: Outcome = Outcome.VIOLATION,
    rule_id: str | None = "left_seat",
    reason: str = "left the room",
) -> tuple[Review, Decision]:
    return decide_decision(
        review or held_by("p1"),
        incidents,
        outcome=outcome,
        rule_id=rule_id,
        rule_ids=RULES,
        reason=reason,
        proctor_id="p1",
        now=NOW,
    )


class TestDecision:
    def test_a_founded_violation(self) -> None:
        review, decision = decide(CONFIRMED, DISMISSED)
        assert (review.state, review.claimed_by, review.version) == (ReviewState.DECIDED, "p1", 4)
        assert decision == Decision(
            review_id="review-1",
            attempt_id="attempt-1",
            outcome=Outcome.VIOLATION,
            rule_id="left_seat",
            reason="left the room",
            decided_by="p1",
            decided_at=NOW,
        )

    def test_no_violation_needs_neither_rule_nor_reason(self) -> None:
        for incidents in ((), (DISMISSED,), (CONFIRMED,)):
            _, decision = decide(*incidents, outcome=Outcome.NO_VIOLATION, rule_id=None, reason="")
            assert (decision.outcome, decision.rule_id) == (Outcome.NO_VIOLATION, None)

    def test_no_violation_names_no_rule(self) -> None:
        _, decision = decide(CONFIRMED, outcome=Outcome.NO_VIOLATION, rule_id="left_seat")
        assert decision.rule_id is None

    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_every_incident_needs_a_verdict_first(self, outcome: Outcome) -> None:
        with pytest.raises(IncidentsUndecided) as caught:
            decide(CONFIRMED, an_incident(None), an_incident(None), outcome=outcome)
        assert caught.value.n_open == 2

    @pytest.mark.parametrize(
        ("incidents", "rule_id", "reason", "refusal"),
        [
            ((CONFIRMED,), None, "left the room", RuleRequired),
            ((CONFIRMED,), "", "left the room", RuleRequired),
            ((CONFIRMED,), "loitering", "left the room", UnknownRule),
            ((CONFIRMED,), "left_seat", "   ", ReasonRequired),
            ((CONFIRMED,), "third_person", "a second person", RuleNotConfirmed),
            ((DISMISSED,), "left_seat", "x" * 19, RuleNotConfirmed),
            ((DISMISSED,), "left_seat", "x" * 19 + "   ", RuleNotConfirmed),
            ((), "talking", "spoke aloud", RuleNotConfirmed),
        ],
    )
    def test_an_unfounded_violation_is_refused(
        self, incidents: tuple[Incident, ...], rule_id: str | None, reason: str, refusal: type[ReviewError]
    ) -> None:
        with pytest.raises(refusal):
            decide(*incidents, rule_id=rule_id, reason=reason)

    @pytest.mark.parametrize("incidents", [(), (DISMISSED,)])
    def test_a_person_may_have_seen_what_no_signal_saw(self, incidents: tuple[Incident, ...]) -> None:
        _, decision = decide(*incidents, rule_id="talking", reason="x" * 20)
        assert decision.rule_id == "talking"

    @pytest.mark.parametrize(
        ("review", "refusal"),
        [
            (a_review(), NotClaimed),
            (held_by("p2"), NotClaimed),
            (a_review(state=ReviewState.DECIDED, claimed_by="p1"), AlreadyDecided),
        ],
    )
    def test_only_the_holder_decides_and_only_once(self, review: Review, refusal: type[ReviewError]) -> None:
        with pytest.raises(refusal):
            decide(CONFIRMED, review=review)

    def test_anothers_incident_founds_nothing(self) -> None:
        with pytest.raises(IncidentElsewhere):
            decide(an_incident(IncidentVerdict.CONFIRMED, attempt_id="attempt-2"))
