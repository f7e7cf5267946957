"""By which servers a candidate's page may reach the ingest when its own line lets nothing through."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from proctor_server.api.attempts import AttemptId
from proctor_server.api.session import Admitted, InHouse
from proctor_server.ingest.turn import credentials

router = APIRouter(prefix="/api", tags=["media"])


class IceServerView(BaseModel):
    """An entry of `RTCConfiguration.iceServers`."""

    urls: list[str]
    username: str
    credential: str


class IceView(BaseModel):
    """`expires_at`: until when they can be used to connect; null where there are none."""

    ice_servers: list[IceServerView]
    expires_at: datetime | None


@router.get("/attempts/{attempt_id}/media/ice")
async def ice_servers(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> IceView:
    """The TURN servers of this house, with a password that holds for this attempt and some hours."""
    attempt = await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    if house.turn is None:
        return IceView(ice_servers=[], expires_at=None)
    made = credentials(house.turn, attempt.id, caller.now)
    server = IceServerView(urls=list(made.urls), username=made.username, credential=made.credential)
    return IceView(ice_servers=[server], expires_at=made.expires_at)
