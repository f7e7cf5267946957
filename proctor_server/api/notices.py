"""Routes of what a person is told: the list, that it was read, and where else to tell it."""

from fastapi import APIRouter

from proctor_server.api.schemas import booking as s
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.notices import Profile

router = APIRouter(prefix="/api", tags=["notices"])


@router.get("/notices")
async def list_notices(caller: Admitted, house: InHouse) -> list[s.NoticeView]:
    found = await house.services.notices.mine(caller.account_id)
    return [s.NoticeView.model_validate(one) for one in found]


@router.post("/notices/read", status_code=204)
async def note_read(body: s.NoticesRead, caller: Admitted, house: InHouse) -> None:
    await house.services.notices.read(caller.account_id, until=body.until, now=caller.now)


@router.get("/profile")
async def read_profile(caller: Admitted, house: InHouse) -> s.ProfileView:
    return s.ProfileView.model_validate(await house.services.notices.profile(caller.account_id))


@router.put("/profile")
async def write_profile(body: s.ProfileWrite, caller: Admitted, house: InHouse) -> s.ProfileView:
    profile = Profile(body.email, body.language)
    return s.ProfileView.model_validate(
        await house.services.notices.set_profile(caller.account_id, profile, caller.now)
    )
