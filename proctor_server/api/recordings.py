"""Routes of recordings under way and at rest: live viewing for proctors, holds for administrators."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from proctor_server.api.attempts import AttemptId
from proctor_server.api.schemas.recording import HoldView, HoldWrite
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.storage import Hold
from proctor_server.kernel.streams import StreamKind
from proctor_server.media.webm import segment_bytes
from proctor_server.services.errors import UnknownRecording

router = APIRouter(prefix="/api", tags=["media"])

WAIT_S = 2.0
LOOK_EACH_S = 0.1
HEADER_BYTES = 4_096
MAX_LIVE_BYTES = 4_000_000
"""What a viewer who fell behind gets at once; what is older is not live any more."""


@router.get("/media/live/{attempt_id}/video")
async def read_live_video(
    attempt_id: AttemptId,
    caller: Admitted,
    house: InHouse,
    part: Annotated[str, Query(max_length=64)] = "",
    after: Annotated[int, Query(ge=0)] = 0,
    kind: StreamKind = StreamKind.CAMERA,
) -> Response:
    """The clusters that came since byte `after` of `part`, at most two seconds waited for; 204: none came.

    Another part than the one asked for begins with its header: append it to a fresh source buffer.
    Headers: `Synaq-Part`, `Synaq-After` (for the next request), `Synaq-Codecs` (with a beginning).
    """
    await house.services.recordings.live_viewed(attempt_id, caller.account_id, caller.now)
    found = await house.services.recordings.live_part(attempt_id, kind)
    if found is None:
        raise UnknownRecording(attempt_id)
    live, newest_segment = found
    begins = live.id != part
    start = newest_segment if begins else after
    for _ in range(round(WAIT_S / LOOK_EACH_S)):
        size = await house.vault.size(live)
        if size > start > 0 or (begins and size > HEADER_BYTES):
            break
        await asyncio.sleep(LOOK_EACH_S)
    else:
        return Response(status_code=204)
    header = await house.vault.read(live, 0, HEADER_BYTES)
    start = start or await house.vault.first_cluster(live)
    clusters = await house.vault.read(live, start, min(size, start + MAX_LIVE_BYTES))
    headers = {
        "Synaq-Part": live.id,
        "Synaq-After": str(start + len(clusters)),
        "Synaq-Codecs": "vp8,opus" if b"A_OPUS" in header else "vp8",
        "Cache-Control": "private, no-store",
    }
    body = segment_bytes(header, clusters) if begins else clusters
    return Response(body, media_type="video/webm", headers=headers)


@router.get("/admin/attempts/{attempt_id}/holds")
async def read_holds(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> list[HoldView]:
    return [_hold(one) for one in await house.keeping.holds(attempt_id)]


@router.post("/admin/attempts/{attempt_id}/holds", status_code=201)
async def place_hold(
    attempt_id: AttemptId, body: HoldWrite, caller: Admitted, house: InHouse
) -> list[HoldView]:
    """Keep an attempt's recording beyond its time, as for an appeal."""
    holds = await house.keeping.hold(attempt_id, reason=body.reason, by=caller.account_id, now=caller.now)
    return [_hold(one) for one in holds]


@router.delete("/admin/attempts/{attempt_id}/holds/{hold_id}")
async def release_hold(
    attempt_id: AttemptId,
    hold_id: Annotated[str, Path(max_length=64)],
    caller: Admitted,
    house: InHouse,
) -> list[HoldView]:
    holds = await house.keeping.release(attempt_id, hold_id, by=caller.account_id, now=caller.now)
    return [_hold(one) for one in holds]


def _hold(hold: Hold) -> HoldView:
    return HoldView(id=hold.id, reason=hold.reason, placed_at=hold.placed_at, released_at=hold.released_at)
