"""Saving an answer: the one route that thousands call every half minute."""

from datetime import timedelta

from fastapi import APIRouter
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from exam_engine.answers import without_empty
from exam_engine.response import RecordResponse
from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.access import admit
from proctor_server.api.attempts import AttemptId, SlotNumber
from proctor_server.api.house import house_of
from proctor_server.api.plain_routes import attempt_of, plain, slot_of, told, written
from proctor_server.api.session import Admitted, InHouse

_WRITE = TypeAdapter(s.ResponseWrite)


async def _save(request: Request) -> Response:
    caller = await admit(request)
    attempt_id, slot = attempt_of(request.path_params), slot_of(request.path_params)
    body = await written(request, _WRITE)
    return told(await save_response(attempt_id, slot, body, caller, house_of(request)))


router = APIRouter(prefix="/api", tags=["attempt"], route_class=plain(_save))


@router.put("/attempts/{attempt_id}/responses/{slot}")
async def save_response(
    attempt_id: AttemptId, slot: SlotNumber, body: s.ResponseWrite, caller: Admitted, house: InHouse
) -> s.ResponseSaved:
    command = RecordResponse(
        operation_id=str(body.operation_id),
        slot=slot,
        epoch=body.device_epoch,
        base_revision=body.base_revision,
        answers=without_empty(body.answers),
        client_at=body.client_at,
        dwell=timedelta(milliseconds=body.dwell_ms),
    )
    saved = await house.services.responses.save(caller.account_id, attempt_id, command, caller.now)
    return s.ResponseSaved(
        slot=saved.slot,
        revision=saved.revision,
        answers=views.answers(saved.answers),
        saved_at=saved.saved_at,
        replayed=saved.replayed,
    )
