"""What signing a reading does: send the review on to another person, or end it and release the result."""

from datetime import datetime

from exam_engine.attempt import Attempt, decide_release
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Transaction
from proctor_server.db.notices import NoticeKind
from proctor_server.review.decision import Decision, Outcome, Review
from proctor_server.review.incident import severity
from proctor_server.review.rounds import Reading, ReadingPolicy, next_round, sent_on
from proctor_server.services.seals import record_decision


async def sign(
    tx: Transaction,
    review: Review,
    decided: Review,
    decision: Decision,
    *,
    attempt: Attempt,
    policy: ReadingPolicy,
    now: datetime,
) -> None:
    """Keep a reading. Where it is the last one needed, it becomes the decision and the result is released."""
    judged = await tx.incidents.of_attempt(attempt.id)
    reading = Reading(
        review_id=review.id,
        round=review.round,
        reader_id=decision.decided_by,
        outcome=decision.outcome,
        rule_id=decision.rule_id,
        decided_at=now,
    )
    readings = [*await tx.readings.of_review(review.id), reading]
    reading_id = await tx.readings.add(reading, reason=decision.reason, judged=judged)
    following = next_round(review.id, readings, policy)
    await tx.journal.record(
        action="reading_signed",
        subject=attempt.id,
        actor_id=decision.decided_by,
        now=now,
        details={
            "round": review.round.value,
            "outcome": decision.outcome.value,
            "rule_id": decision.rule_id,
            "next": None if following is None else following.value,
            "reading_id": reading_id,
            "digest": (await tx.sealed.readings(reading_id))[reading_id],
        },
    )
    if following is None:
        await finish(tx, review, decided, decision, attempt=attempt, now=now)
    else:
        await tx.readings.clear_verdicts(attempt.id)
        await tx.reviews.replace(review, sent_on(review, following))
        await weigh(tx, attempt.id)
    await tx.journal.wake(Topic.QUEUE, review.id, now=now)


async def finish(
    tx: Transaction, review: Review, decided: Review, decision: Decision, *, attempt: Attempt, now: datetime
) -> None:
    """Make a decision stand: the review ends, the result is released, the candidate is told."""
    if decided != review:
        await tx.reviews.replace(review, decided)
    await tx.attempts.replace(attempt, decide_release(attempt, now))
    await tx.results.release(attempt.id, now)
    await record_decision(tx, decision, action="decision_signed", now=now)
    await tell(tx, attempt, decision, now)
    await tx.journal.wake(Topic.ATTEMPT, attempt.id, now=now)


async def tell(tx: Transaction, attempt: Attempt, decision: Decision, now: datetime) -> None:
    """Tell the candidate that a decision was made; what it holds against them stands in their cabinet."""
    kind = {
        Outcome.NO_VIOLATION: NoticeKind.RESULT_RELEASED,
        Outcome.VIOLATION: NoticeKind.VIOLATION_DECIDED,
        Outcome.VOID: NoticeKind.ATTEMPT_VOID,
    }[decision.outcome]
    await tx.notices.post(
        account_id=attempt.candidate_id,
        kind=kind,
        params={"programme_id": attempt.programme_id, "attempt_id": attempt.id},
        occasion=f"{kind}:{attempt.id}:{now.isoformat()}",
        now=now,
    )


async def weigh(tx: Transaction, attempt_id: str) -> None:
    """Bring the weight that orders the queue up to date with an attempt's incidents."""
    found = await tx.incidents.of_attempt(attempt_id)
    await tx.reviews.weigh(attempt_id, severity=severity(found), n_incidents=len(found))
