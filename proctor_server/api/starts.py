"""Beginning an attempt: what everybody of a window does in the same minute."""

from fastapi import APIRouter
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from proctor_server.api import schemas as s
from proctor_server.api.access import admit
from proctor_server.api.attempts import AttemptId, view_of
from proctor_server.api.house import house_of
from proctor_server.api.plain_routes import attempt_of, plain, told, written
from proctor_server.api.session import Admitted, InHouse
from proctor_server.media.errors import StorageFull

_START = TypeAdapter(s.StartAttempt)


async def _begin(request: Request) -> Response:
    caller = await admit(request)
    attempt_id = attempt_of(request.path_params)
    body = await written(request, _START)
    return told(await start(attempt_id, body, caller, house_of(request)))


router = APIRouter(prefix="/api", tags=["attempt"], route_class=plain(_begin))


@router.post("/attempts/{attempt_id}/start")
async def start(
    attempt_id: AttemptId, body: s.StartAttempt, caller: Admitted, house: InHouse
) -> s.AttemptView:
    if house.disk.room().is_full:
        before = await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
        if before.started_at is None:
            raise StorageFull
    picture = await house.services.attempts.start(
        caller.account_id, attempt_id, language=body.language, now=caller.now
    )
    return view_of(picture, caller, house)
