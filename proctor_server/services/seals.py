"""What is written to the audit together with its digest, so that a later change of the row is found."""

from datetime import datetime

from proctor_server.db.database import Transaction
from proctor_server.review.decision import Decision

EVIDENCE_SEALED = "evidence_sealed"
RECORDING_DELETED = "recording_deleted"


async def record_decision(tx: Transaction, decision: Decision, *, action: str, now: datetime) -> None:
    """Store a decision and vouch for its row."""
    decision_id = await tx.reviews.add_decision(decision)
    await tx.journal.record(
        action=action,
        subject=decision.attempt_id,
        actor_id=decision.decided_by,
        now=now,
        details={
            "outcome": decision.outcome.value,
            "rule_id": decision.rule_id,
            "decision_id": decision_id,
            "digest": (await tx.sealed.decisions(decision_id))[decision_id],
        },
    )


async def seal_evidence(tx: Transaction, attempt_id: str, now: datetime) -> None:
    """Vouch for an attempt's incidents and for the index of its recording; the newest seal counts.

    Whoever adds to a finished attempt's incidents, or measures them anew, seals them again.
    """
    await tx.journal.record(
        action=EVIDENCE_SEALED,
        subject=attempt_id,
        actor_id=None,
        now=now,
        details={
            "incidents": await tx.sealed.incidents(attempt_id),
            "parts": await tx.sealed.parts(attempt_id),
        },
    )
