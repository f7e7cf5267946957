"""Routes that add to an attempt's time: extra time and credits by administrators, pauses by proctors."""

from typing import Annotated

from fastapi import APIRouter, Path

from exam_engine.added_time import Amount, Minutes, Percent
from proctor_server.api import block_views, views
from proctor_server.api import schemas as s
from proctor_server.api.session import Admitted, InHouse

router = APIRouter(prefix="/api", tags=["added time"])

AttemptId = Annotated[str, Path(max_length=64)]


def _amount(body: s.TimeAmount) -> Amount:
    if body.minutes is not None:
        return Minutes(body.minutes)
    assert body.percent is not None  # noqa: S101  the body has one of the two
    return Percent(body.percent)


@router.post("/admin/attempts/{attempt_id}/extra-time")
async def add_extra_time(
    attempt_id: AttemptId, body: s.ExtraTime, caller: Admitted, house: InHouse
) -> s.AdminAttemptRow:
    """Give extra time, before the start or during; the candidate's page hears of it at once."""
    await house.services.added_time.extra_time(
        attempt_id,
        block_no=body.block_no,
        amount=_amount(body),
        reason=body.reason,
        author_id=caller.account_id,
        now=caller.now,
    )
    return views.admin_attempt(await house.services.administration.attempt(attempt_id))


@router.post("/admin/attempts/{attempt_id}/credits")
async def credit_outage(
    attempt_id: AttemptId, body: s.OutageCredit, caller: Admitted, house: InHouse
) -> s.AdminAttemptRow:
    """Give back what an outage on the candidate's side took, where the programme's policy has it."""
    await house.services.added_time.credit(
        attempt_id,
        block_no=body.block_no,
        amount=_amount(body),
        reason=body.reason,
        author_id=caller.account_id,
        now=caller.now,
    )
    return views.admin_attempt(await house.services.administration.attempt(attempt_id))


@router.get("/admin/attempts/{attempt_id}/added-time")
async def list_added_time(
    attempt_id: AttemptId, caller: Admitted, house: InHouse
) -> list[s.TimeAdditionView]:
    found = await house.services.added_time.record(attempt_id)
    return [block_views.time_addition(one) for one in found]


@router.post("/proctor/attempts/{attempt_id}/pause", status_code=204)
async def pause_attempt(attempt_id: AttemptId, body: s.PauseStep, caller: Admitted, house: InHouse) -> None:
    """Stop a running attempt's clock, where the programme allows it."""
    await house.services.added_time.pause(
        attempt_id, reason=body.reason, author_id=caller.account_id, now=caller.now
    )


@router.post("/proctor/attempts/{attempt_id}/resume", status_code=204)
async def resume_attempt(attempt_id: AttemptId, body: s.PauseStep, caller: Admitted, house: InHouse) -> None:
    """Let the clock go on with what was left."""
    await house.services.added_time.resume(
        attempt_id, reason=body.reason, author_id=caller.account_id, now=caller.now
    )
