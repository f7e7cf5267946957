"""Routes of a candidate's attempt: consent, device check, blocks, submission, result."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from proctor_server.api import result_views, views
from proctor_server.api import schemas as s
from proctor_server.api.bodies import count_body, read_body
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.attempts import IntegrityRecord
from proctor_server.services.attempts import AttemptPicture

router = APIRouter(prefix="/api", tags=["attempt"])

FRAME_MAX_BYTES = 1_000_000
PROBE_MAX_BYTES = 4_000_000

SlotNumber = Annotated[int, Path(ge=0, lt=1000)]
BlockNumber = Annotated[int, Path(ge=0, lt=50)]
AttemptId = Annotated[str, Path(max_length=64)]


def view_of(picture: AttemptPicture, caller: Admitted, house: InHouse) -> s.AttemptView:
    return views.attempt(picture, house.ingest.status(picture.attempt.id), caller.now)


@router.get("/candidate/attempts")
async def my_attempts(caller: Admitted, house: InHouse) -> list[s.AttemptSummary]:
    found = await house.services.attempts.mine(caller.account_id, caller.now)
    return [views.attempt_summary(attempt, programme, caller.now) for attempt, programme in found]


@router.get("/attempts/{attempt_id}")
async def read_attempt(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> s.AttemptView:
    picture = await house.services.attempts.picture(caller.account_id, attempt_id, caller.now)
    return view_of(picture, caller, house)


@router.post("/attempts/{attempt_id}/consent")
async def consent(attempt_id: AttemptId, body: s.Consent, caller: Admitted, house: InHouse) -> s.AttemptView:
    picture = await house.services.attempts.consent(
        caller.account_id,
        attempt_id,
        text_version=body.text_version,
        language=body.language,
        now=caller.now,
    )
    return view_of(picture, caller, house)


@router.post("/attempts/{attempt_id}/device-check/frame")
async def check_frame(
    attempt_id: AttemptId, request: Request, caller: Admitted, house: InHouse
) -> s.FrameCheckView:
    """One camera frame as image/jpeg; the last good one before the start is what the attempt is compared with."""
    await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    jpeg = await read_body(request, FRAME_MAX_BYTES)
    checked = await house.pool.check(jpeg)
    await house.enrolment.keep(attempt_id, jpeg, checked, caller.now)
    return s.FrameCheckView(
        n_faces=checked.n_faces,
        face_share=checked.face_share,
        luma=checked.luma,
        view=checked.view.value,
    )


@router.post("/attempts/{attempt_id}/device-check/upload")
async def probe_upload(
    attempt_id: AttemptId, request: Request, caller: Admitted, house: InHouse
) -> s.UploadProbeView:
    """Take bytes and throw them away, so that the page can measure its line."""
    await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    return s.UploadProbeView(n_bytes=await count_body(request, PROBE_MAX_BYTES))


@router.post("/attempts/{attempt_id}/device-check")
async def device_check(
    attempt_id: AttemptId, body: s.DeviceCheck, caller: Admitted, house: InHouse
) -> s.AttemptView:
    picture = await house.services.attempts.device_check(
        caller.account_id, attempt_id, report=body.model_dump(), now=caller.now
    )
    return view_of(picture, caller, house)


@router.post("/attempts/{attempt_id}/device")
async def claim_device(
    attempt_id: AttemptId, body: s.DeviceClaim, caller: Admitted, house: InHouse
) -> s.DeviceGranted:
    epoch = await house.services.attempts.claim_device(
        caller.account_id,
        attempt_id,
        device_id=str(body.device_id),
        takeover=body.takeover,
        now=caller.now,
    )
    return s.DeviceGranted(device_epoch=epoch)


@router.post("/attempts/{attempt_id}/blocks/{no}/start")
async def start_block(
    attempt_id: AttemptId, no: BlockNumber, body: s.BlockStep, caller: Admitted, house: InHouse
) -> s.AttemptView:
    """Begin the next block, also before the break is over."""
    picture = await house.services.attempts.start_block(
        caller.account_id, attempt_id, no, device_epoch=body.device_epoch, now=caller.now
    )
    return view_of(picture, caller, house)


@router.post("/attempts/{attempt_id}/blocks/{no}/finish")
async def finish_block(
    attempt_id: AttemptId, no: BlockNumber, body: s.BlockStep, caller: Admitted, house: InHouse
) -> s.AttemptView:
    """End the running block for good; the last one ends the attempt."""
    picture = await house.services.attempts.finish_block(
        caller.account_id, attempt_id, no, device_epoch=body.device_epoch, now=caller.now
    )
    return view_of(picture, caller, house)


@router.put("/attempts/{attempt_id}/flags/{slot}")
async def flag_slot(
    attempt_id: AttemptId, slot: SlotNumber, body: s.FlagWrite, caller: Admitted, house: InHouse
) -> s.SlotState:
    picture = await house.services.responses.flag(
        caller.account_id, attempt_id, slot, device_epoch=body.device_epoch, flagged=body.flagged
    )
    return views.slot_state(picture)


@router.post("/attempts/{attempt_id}/submit")
async def submit(
    attempt_id: AttemptId, body: s.SubmitAttempt, caller: Admitted, house: InHouse
) -> s.AttemptView:
    picture = await house.services.attempts.submit(
        caller.account_id, attempt_id, device_epoch=body.device_epoch, now=caller.now
    )
    return view_of(picture, caller, house)


@router.get("/attempts/{attempt_id}/result")
async def read_result(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> s.ResultView:
    return result_views.result(await house.services.results.released(caller.account_id, attempt_id))


@router.post("/attempts/{attempt_id}/events", status_code=204)
async def record_events(
    attempt_id: AttemptId, body: s.IntegrityEvents, caller: Admitted, house: InHouse
) -> None:
    records = [
        IntegrityRecord(str(event.id), event.kind.value, event.client_at, caller.now, event.detail)
        for event in body.events
    ]
    await house.services.attempts.record_events(caller.account_id, attempt_id, records)
