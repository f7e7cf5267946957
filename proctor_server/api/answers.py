"""Saving an answer: the one route that thousands call at once, served without what it has no need of."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from exam_engine.answers import without_empty
from exam_engine.response import RecordResponse
from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.access import admit
from proctor_server.api.attempts import AttemptId, SlotNumber
from proctor_server.api.house import house_of
from proctor_server.api.session import Admitted, InHouse

_WRITE = TypeAdapter(s.ResponseWrite)
LONGEST_ID = 64
LONGEST_SLOT = 3
JSON = "application/json"


async def _answer(request: Request) -> Response:
    caller = await admit(request)
    attempt_id, slot = _place(request.path_params)
    body = _written(request.headers.get("content-type", JSON), await request.body())
    saved = await save_response(attempt_id, slot, body, caller, house_of(request))
    return Response(saved.model_dump_json(), media_type=JSON)


def _place(given: dict[str, str]) -> tuple[str, int]:
    attempt_id, slot = given["attempt_id"], given["slot"]
    wrong = [{"loc": ("path", "attempt_id")}] if len(attempt_id) > LONGEST_ID else []
    if not (slot.isascii() and slot.isdecimal() and len(slot) <= LONGEST_SLOT):
        wrong.append({"loc": ("path", "slot")})
    if wrong:
        raise RequestValidationError(wrong)
    return attempt_id, int(slot)


def _written(kind: str, content: bytes) -> s.ResponseWrite:
    if kind.partition(";")[0].strip().lower() != JSON:
        raise RequestValidationError([{"loc": ("body",)}])
    try:
        return _WRITE.validate_json(content)
    except ValidationError as error:
        raise RequestValidationError([{"loc": ("body", *one["loc"])} for one in error.errors()]) from None


class AnswerRoute(APIRoute):
    """Declared like every route, and so part of the interface; FastAPI's solving of dependencies is left out.

    That costs more than saving an answer does: see docs/performance.md.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return _answer


router = APIRouter(prefix="/api", tags=["attempt"], route_class=AnswerRoute)


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
