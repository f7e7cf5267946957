"""Routes of media: a candidate's connection comes in, recordings and pictures go out to proctors."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import PlainTextResponse, StreamingResponse

from exam_engine.attempt import AttemptState, require_device
from exam_engine.errors import AttemptNotRunning
from proctor_server.api.attempts import AttemptId
from proctor_server.api.backfill import router as backfill_router
from proctor_server.api.bodies import read_body
from proctor_server.api.ice import router as ice_router
from proctor_server.api.problems import problem
from proctor_server.api.recordings import router as recordings_router
from proctor_server.api.session import Admitted, InHouse
from proctor_server.ingest.errors import IngestStopped, NodeUnreachable
from proctor_server.kernel.ids import new_id
from proctor_server.kernel.streams import StreamKind, stream_name
from proctor_server.review.moments import Moment
from proctor_server.services.errors import UnknownRecording

router = APIRouter(prefix="/api", tags=["media"])
router.routes.extend([*backfill_router.routes, *ice_router.routes, *recordings_router.routes])

OFFER_MAX_BYTES = 64_000
CHUNK_BYTES = 1_000_000
"""How much an open-ended Range request gets at once: enough to play, little enough to seek away from."""

_RANGE = re.compile(r"bytes=(?=[0-9]|-[0-9])([0-9]{0,18})-([0-9]{0,18})")


@router.post("/attempts/{attempt_id}/media", status_code=201)
async def connect(
    attempt_id: AttemptId,
    epoch: Annotated[int, Query(ge=0)],
    request: Request,
    caller: Admitted,
    house: InHouse,
    kind: StreamKind = StreamKind.CAMERA,
) -> PlainTextResponse:
    """Take an SDP offer of the camera and microphone, or of the screen (application/sdp), answer with ours."""
    attempt = await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    if attempt.state is not AttemptState.RUNNING:
        raise AttemptNotRunning(attempt.state.value)
    require_device(attempt, epoch)
    offer = (await read_body(request, OFFER_MAX_BYTES)).decode("utf-8", "replace")
    part_id = new_id()
    seal = await house.vault.seal_for(attempt_id, part_id, caller.now)
    try:
        answer = await house.ingest.accept(stream_name(attempt_id, kind), part_id, offer, seal=seal)
    except (NodeUnreachable, IngestStopped):
        if kind is StreamKind.CAMERA:
            await house.services.recordings.media_refused(attempt_id, caller.now)
        raise
    return PlainTextResponse(
        answer,
        status_code=201,
        media_type="application/sdp",
        headers={"Location": f"/api/attempts/{attempt_id}/media/{part_id}"},
    )


@router.delete("/attempts/{attempt_id}/media/{part_id}", status_code=204)
async def disconnect(attempt_id: AttemptId, part_id: str, caller: Admitted, house: InHouse) -> None:
    await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    status = house.ingest.status(attempt_id)
    if status is not None and status.part_id == part_id:
        await house.ingest.close(part_id, "peer_closed")


@router.get("/media/parts/{part_id}")
async def read_part(part_id: str, request: Request, caller: Admitted, house: InHouse) -> Response:
    """A recording file, by Range; one still being written is given as far as it is.

    Without a Range header, or with one that is no single range, the whole file is sent (RFC 9110, 14.2).
    """
    part = await house.services.recordings.part(part_id)
    if part is None:
        raise UnknownRecording(part_id)
    house.passes.require(request, part.attempt_id, reader_id=caller.account_id, now=caller.now)
    await house.services.recordings.played(part.attempt_id, caller.account_id, caller.now)
    size = await house.vault.size(part)
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "private, no-store"}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None:
        whole = house.vault.stream(part, 0, size)
        headers["Content-Length"] = str(size)
        return StreamingResponse(whole, media_type="video/webm", headers=headers)
    span = byte_range(asked.group(1), asked.group(2), size)
    if span is None:
        detail = f"The recording has {size} bytes."
        return problem("range_not_satisfiable", detail, headers={"Content-Range": f"bytes */{size}"})
    start, end = span
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(
        await house.vault.read(part, start, end),
        status_code=206,
        media_type="video/webm",
        headers=headers,
    )


def byte_range(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The half-open span of bytes that `bytes=first-last` asks for (RFC 9110, 14.1.2), bounded to one chunk.

    Without `first` it is the last `last` bytes. None: it cannot be satisfied.
    """
    start = int(first) if first else max(size - int(last), 0)
    end = int(last) + 1 if first and last else size
    if start >= size or end <= start:
        return None
    return start, min(end, size, start + CHUNK_BYTES)


@router.get("/media/stills/{incident_id}")
async def read_still(incident_id: str, request: Request, caller: Admitted, house: InHouse) -> Response:
    """The picture of an incident's start."""
    return await read_still_of_moment(incident_id, Moment.START, request, caller, house)


@router.get("/media/stills/{incident_id}/{moment}")
async def read_still_of_moment(
    incident_id: str, moment: Moment, request: Request, caller: Admitted, house: InHouse
) -> Response:
    place = await house.services.stills.place(incident_id, moment)
    if place is None:
        raise UnknownRecording(incident_id)
    house.passes.require(request, place[0], reader_id=caller.account_id, now=caller.now)
    await house.services.recordings.still_seen(place[0], caller.account_id, caller.now)
    return _picture(await house.vault.picture(*place))


@router.get("/media/live/{attempt_id}")
async def read_live_still(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> Response:
    key = live_still_key(attempt_id)
    if not await house.blobs.exists(key):
        raise UnknownRecording(attempt_id)
    await house.services.recordings.live_viewed(attempt_id, caller.account_id, caller.now)
    return _picture(await house.vault.picture(attempt_id, key))


def live_still_key(attempt_id: str) -> str:
    return f"live/{attempt_id}.jpg"


def _picture(jpeg: bytes) -> Response:
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"})
