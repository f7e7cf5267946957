"""Routes of colleagues' accounts, for administrators."""

from typing import cast

from fastapi import APIRouter

from proctor_server.api.schemas import staff as s
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.staff import Colleague

router = APIRouter(prefix="/api/admin/staff", tags=["administration"])


@router.get("")
async def list_staff(caller: Admitted, house: InHouse) -> list[s.ColleagueRow]:
    found = await house.services.staff.all(asked_by=caller.account_id)
    return [_row(one, caller.account_id) for one in found]


@router.post("", status_code=201)
async def add_colleague(body: s.NewColleague, caller: Admitted, house: InHouse) -> s.ColleagueRow:
    """Add a colleague; an administrator's account stays shut until another administrator lets it in."""
    added = await house.services.staff.add(
        login=body.login,
        display_name=body.display_name,
        password=body.password,
        role=body.role,
        is_senior=body.is_senior,
        language=body.language,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return _row(added, caller.account_id)


@router.put("/{account_id}/access")
async def set_access(
    account_id: str, body: s.AccessWrite, caller: Admitted, house: InHouse
) -> s.ColleagueRow:
    """Keep a colleague out, or let them in again; never oneself."""
    change = house.services.staff.let_in if body.let_in else house.services.staff.shut
    changed = await change(account_id, actor_id=caller.account_id, now=caller.now)
    return _row(changed, caller.account_id)


@router.put("/{account_id}/seniority")
async def set_seniority(
    account_id: str, body: s.SeniorityWrite, caller: Admitted, house: InHouse
) -> s.ColleagueRow:
    """Make a proctor a senior, or no longer."""
    changed = await house.services.staff.set_senior(
        account_id, is_senior=body.is_senior, actor_id=caller.account_id, now=caller.now
    )
    return _row(changed, caller.account_id)


def _row(one: Colleague, caller_id: str) -> s.ColleagueRow:
    account = one.account
    return s.ColleagueRow(
        id=account.id,
        login=account.login,
        display_name=account.display_name,
        role=cast(s.StaffRoleName, account.role),
        is_senior=account.is_senior,
        disabled_at=account.disabled_at,
        mine=account.id == caller_id,
        needs_second=one.needs_second,
    )
