"""Routes by which a page sends what it recorded itself while the line was down."""

import asyncio
import re
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import AwareDatetime

from proctor_server.api.attempts import AttemptId
from proctor_server.api.bodies import read_body
from proctor_server.api.schemas.recording import MediaGap, MediaGaps, SpanTaken
from proctor_server.api.session import Admitted, InHouse
from proctor_server.review.gaps import Gap
from proctor_server.services.errors import BackfillBusy

router = APIRouter(prefix="/api/attempts/{attempt_id}/media", tags=["media"])

SPAN_MAX_BYTES = 4_000_000
BODY_S = 30.0
SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Span = Annotated[str, Path(pattern=f"^{SPAN.pattern}$")]


@router.get("/gaps")
async def read_gaps(attempt_id: AttemptId, caller: Admitted, house: InHouse) -> MediaGaps:
    attempt = await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    gaps = await house.backfill.gaps(caller.account_id, attempt_id, caller.now)
    return MediaGaps(
        started_at=attempt.started_at,
        gaps=[MediaGap(t0_ms=round(one.t0_s * 1000), t1_ms=round(one.t1_s * 1000)) for one in gaps],
        over=attempt.closed_at is not None,
        server_now=caller.now,
    )


@router.put("/backfill/{span}")
async def send_span(
    attempt_id: AttemptId,
    span: Span,
    recorder_started_at: Annotated[AwareDatetime, Query()],
    request: Request,
    caller: Admitted,
    house: InHouse,
) -> SpanTaken:
    """Take a recorder's header and the chunks of a span (video/webm), `span` being its edges in milliseconds."""
    await house.services.attempts.settled(caller.account_id, attempt_id, caller.now)
    begin, end = (int(edge) / 1000 for edge in span.split("-"))
    async with house.backfill.turn(attempt_id):
        try:
            async with asyncio.timeout(BODY_S):
                webm = await read_body(request, SPAN_MAX_BYTES)
        except TimeoutError as error:
            raise BackfillBusy from error
        taken = await house.backfill.take(
            caller.account_id,
            attempt_id,
            Gap(begin, end),
            webm=webm,
            recorder_started_at=recorder_started_at,
            now=house.clock.now(),
        )
    return SpanTaken(part_id=taken.part_id, t0_s=taken.t0_s, t1_s=taken.t1_s)
