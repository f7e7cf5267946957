"""Routes of programmes: what there is, and new versions by administrators."""

from typing import Annotated

from fastapi import APIRouter, Path

from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.programmes import ProgrammeVersion

router = APIRouter(prefix="/api/admin/programmes", tags=["programmes"])

ProgrammeId = Annotated[str, Path(max_length=40)]


def _version(one: ProgrammeVersion) -> s.ProgrammeVersionView:
    return s.ProgrammeVersionView(
        id=one.id,
        programme_id=one.programme_id,
        no=one.no,
        document=dict(one.document),
        author_login=one.author_login,
        created_at=one.created_at,
    )


@router.get("")
async def list_programmes(caller: Admitted, house: InHouse) -> list[s.ProgrammeView]:
    """Every programme in its newest version."""
    return [views.programme(one) for one in await house.services.programmes.all()]


@router.get("/{programme_id}/versions")
async def list_versions(
    programme_id: ProgrammeId, caller: Admitted, house: InHouse
) -> list[s.ProgrammeVersionView]:
    """All versions, the newest first; version 1 is the one that came with the product."""
    found = await house.services.programmes.versions(programme_id, caller.now)
    return [_version(one) for one in found]


@router.post("/{programme_id}/versions", status_code=201)
async def add_version(
    programme_id: ProgrammeId, body: s.NewProgrammeVersion, caller: Admitted, house: InHouse
) -> s.ProgrammeVersionView:
    """Make a document the newest version; attempts given before keep theirs. 422 `bad_programme` names faults."""
    added = await house.services.programmes.add_version(
        programme_id, body.document, author_id=caller.account_id, now=caller.now
    )
    return _version(added)
