"""Routes of known answers: a senior writes down what a settled incident was; reviewers meet it unawares."""

from fastapi import APIRouter

from proctor_server.api import schemas as s
from proctor_server.api.session import Admitted, InHouse
from proctor_server.review.probes import KnownAnswer
from proctor_server.services.appeals import pseudonym

router = APIRouter(prefix="/api/proctor", tags=["proctor"])


@router.get("/known-answers")
async def read_known_answers(caller: Admitted, house: InHouse) -> list[s.KnownAnswerView]:
    """For seniors: the answers in use.

    Raises:
        SeniorNeeded: the caller is no senior.
    """
    await house.services.reviews.require_senior(caller.account_id)
    return [_view(one) for one in await house.services.references.all()]


@router.put("/reviews/{review_id}/incidents/{incident_id}/known-answer")
async def mark_known_answer(
    review_id: str, incident_id: str, body: s.KnownAnswerWrite, caller: Admitted, house: InHouse
) -> s.KnownAnswerView:
    """Write down what a settled incident was, with grounds; its recording is kept for it."""
    known = await house.services.references.mark(
        review_id,
        incident_id,
        is_violation=body.is_violation,
        grounds=body.grounds,
        senior_id=caller.account_id,
        now=caller.now,
    )
    return _view(known)


@router.delete("/known-answers/{incident_id}", status_code=204)
async def withdraw_known_answer(incident_id: str, caller: Admitted, house: InHouse) -> None:
    """Use an answer no more."""
    await house.services.reviews.require_senior(caller.account_id)
    await house.services.references.withdraw(incident_id, senior_id=caller.account_id, now=caller.now)


def _view(one: KnownAnswer) -> s.KnownAnswerView:
    return s.KnownAnswerView(
        incident_id=one.incident_id,
        attempt_id=one.attempt_id,
        is_violation=one.is_violation,
        grounds=one.grounds,
        marked_by=pseudonym(one.marked_by),
        marked_at=one.marked_at,
    )
