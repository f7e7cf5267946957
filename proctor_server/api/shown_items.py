"""Reading one item of an attempt: what a candidate does at every step."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.access import admit
from proctor_server.api.attempts import AttemptId, SlotNumber
from proctor_server.api.house import house_of
from proctor_server.api.plain_routes import attempt_of, plain, slot_of, told
from proctor_server.api.session import Admitted, InHouse


async def _show(request: Request) -> Response:
    caller = await admit(request)
    attempt_id, slot = attempt_of(request.path_params), slot_of(request.path_params)
    return told(await read_slot(attempt_id, slot, caller, house_of(request)))


router = APIRouter(prefix="/api", tags=["attempt"], route_class=plain(_show))


@router.get("/attempts/{attempt_id}/slots/{slot}")
async def read_slot(attempt_id: AttemptId, slot: SlotNumber, caller: Admitted, house: InHouse) -> s.SlotView:
    return views.slot(await house.services.slots.read(caller.account_id, attempt_id, slot, caller.now))
