"""Routes of interventions: proctors act on attempts in progress, candidates' pages confirm."""

from typing import Annotated

from fastapi import APIRouter, Path

from proctor_server.api import schemas as s
from proctor_server.api.session import Admitted, InHouse
from proctor_server.review.intervention import Confirmation, Intervention, SetText

router = APIRouter(prefix="/api", tags=["interventions"])

AttemptId = Annotated[str, Path(max_length=64)]


def intervention(one: Intervention) -> s.InterventionView:
    return s.InterventionView(
        id=one.id,
        kind=one.kind.value,
        set_text=None if one.set_text is None else one.set_text.value,
        text=one.text,
        sent_at=one.sent_at,
        shown_at=one.shown_at,
        seen_at=one.seen_at,
    )


@router.get("/proctor/attempts/{attempt_id}/interventions")
async def list_interventions(
    attempt_id: AttemptId, caller: Admitted, house: InHouse
) -> list[s.InterventionView]:
    """What was done in an attempt, oldest first, and what its page has confirmed."""
    return [intervention(one) for one in await house.services.interventions.of_attempt(attempt_id)]


@router.post("/proctor/attempts/{attempt_id}/messages", status_code=201)
async def send_message(
    attempt_id: AttemptId, body: s.MessageWrite, caller: Admitted, house: InHouse
) -> s.InterventionView:
    """Say something to the candidate: a set text, which the page has in each language, or a free one."""
    sent = await house.services.interventions.send_message(
        attempt_id,
        set_text=None if body.set_text is None else SetText(body.set_text),
        text=body.text,
        author_id=caller.account_id,
        now=caller.now,
    )
    return intervention(sent)


@router.post("/proctor/attempts/{attempt_id}/room", status_code=201)
async def ask_for_room(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> s.InterventionView:
    """Ask the candidate to show the room."""
    sent = await house.services.interventions.ask_for_room(
        attempt_id, author_id=caller.account_id, now=caller.now
    )
    return intervention(sent)


@router.post("/proctor/attempts/{attempt_id}/end", status_code=204)
async def end_attempt(attempt_id: AttemptId, body: s.PauseStep, caller: Admitted, house: InHouse) -> None:
    """End an attempt, where its programme lets proctors do that; what was answered counts."""
    await house.services.interventions.end(
        attempt_id, reason=body.reason, author_id=caller.account_id, now=caller.now
    )


@router.put("/attempts/{attempt_id}/interventions/{intervention_id}", status_code=204)
async def confirm_intervention(
    attempt_id: AttemptId,
    intervention_id: Annotated[str, Path(max_length=64)],
    body: s.ConfirmationWrite,
    caller: Admitted,
    house: InHouse,
) -> None:
    """The candidate's page says that it shows an intervention, or that the candidate has read it."""
    await house.services.interventions.confirm(
        caller.account_id, attempt_id, intervention_id, Confirmation(body.said), now=caller.now
    )
