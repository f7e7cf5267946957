"""Routes of a test administrator: overview, attempts, candidates, the item bank, the audit."""

import asyncio

from fastapi import APIRouter

from exam_engine.attempt import Accommodations
from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.administration import NONE_NEEDED

router = APIRouter(prefix="/api/admin", tags=["administration"])


@router.get("/overview")
async def overview(caller: Admitted, house: InHouse) -> s.OverviewView:
    found = await house.services.administration.overview(caller.now)
    room = await asyncio.to_thread(house.disk.room)
    return s.OverviewView(
        attempts_by_state=found.attempts_by_state,
        reviews_by_state=found.reviews_by_state,
        reviews_overdue=found.reviews_overdue,
        items_by_section=found.items_by_section,
        analysis_pending=found.analysis_pending,
        recordings_bytes=found.recordings_bytes,
        disk_free_bytes=room.free_bytes,
        storage_full=room.is_full,
        server_now=caller.now,
    )


@router.get("/attempts")
async def list_attempts(caller: Admitted, house: InHouse) -> list[s.AdminAttemptRow]:
    return [views.admin_attempt(one) for one in await house.services.administration.attempts()]


@router.post("/attempts", status_code=201)
async def assign_attempt(body: s.AssignAttempt, caller: Admitted, house: InHouse) -> s.AdminAttemptRow:
    listing = await house.services.administration.assign(
        candidate_id=body.candidate_id,
        programme_id=body.programme_id,
        window_opens_at=body.window_opens_at,
        window_closes_at=body.window_closes_at,
        accommodations=NONE_NEEDED
        if body.accommodations is None
        else Accommodations(**body.accommodations.model_dump()),
        direction=body.direction,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return views.admin_attempt(listing)


@router.get("/candidates")
async def list_candidates(caller: Admitted, house: InHouse) -> list[s.CandidateRow]:
    found = await house.services.administration.candidates()
    return [s.CandidateRow.model_validate(one) for one in found]


@router.post("/candidates", status_code=201)
async def add_candidate(body: s.NewCandidate, caller: Admitted, house: InHouse) -> s.CandidateRow:
    listing = await house.services.administration.add_candidate(
        login=body.login,
        display_name=body.display_name,
        password=body.password,
        iin=body.iin,
        language="kk",
        actor_id=caller.account_id,
        now=caller.now,
    )
    return s.CandidateRow.model_validate(listing)


@router.get("/audit")
async def read_audit(caller: Admitted, house: InHouse) -> list[s.AuditRow]:
    lines = await house.services.administration.audit()
    return [s.AuditRow.model_validate(line) for line in lines]
