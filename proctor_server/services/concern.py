"""Whom a reviewed session concerns, as the tables have it: who read it, who decided it, whether an appeal is open."""

from proctor_server.db.database import Transaction
from proctor_server.review.decision import Review, ReviewState
from proctor_server.review.reporting import Concern, may_report


async def concern_of(tx: Transaction, review: Review) -> Concern:
    """Everybody a review has to do with; who answered its appeal took part in what became of it."""
    appeal = await tx.appeals.of_attempt(review.attempt_id)
    took_part = {one.reader_id for one in await tx.readings.of_review(review.id)}
    took_part |= await tx.reviews.deciders(review.attempt_id)
    if appeal is not None and appeal.answered_by is not None:
        took_part.add(appeal.answered_by)
    return Concern(
        candidate_id=await tx.reviews.candidate_of(review.id),
        is_decided=review.state is ReviewState.DECIDED,
        took_part=frozenset(took_part),
        open_appeal=appeal is not None and appeal.outcome is None,
    )


async def report_allowed(tx: Transaction, review: Review, reader_id: str) -> bool:
    """Whether somebody may take the report of a review: the page offers it to nobody else."""
    if review.state is not ReviewState.DECIDED:
        return False
    return may_report(await tx.readings.reader(reader_id), await concern_of(tx, review))
